package org.peyvand.protocol.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;

/** Pasts are sets of points; here beside plain sets, with fewer and more lines than a piece has. */
class PastTest {
  private static final int POINTS = 300;

  /** A point and all that it had seen, as a plain set. */
  private record Seen(Point point, Set<Point> past) {}

  private static List<Seen> history(int lines, Random random) {
    long[] next = new long[lines];
    List<Seen> all = new ArrayList<>();
    Seen[] last = new Seen[lines];
    for (int i = 0; i < POINTS; i++) {
      int line = random.nextInt(lines);
      Past past = Past.NOTHING;
      Set<Point> seen = new HashSet<>();
      List<Seen> parents = new ArrayList<>();
      if (last[line] != null) {
        parents.add(last[line]);
      }
      for (int link = random.nextInt(3); link > 0 && !all.isEmpty(); link--) {
        parents.add(all.get(random.nextInt(all.size())));
      }
      for (Seen parent : parents) {
        past = past.with(parent.point());
        seen.addAll(parent.past());
        seen.add(parent.point());
      }
      byte[] id = Digest.sha256(ByteBuffer.allocate(4).putInt(i).array());
      Point point = new Point(EntryId.of(id), DeviceId.of(id), line, next[line]++, past);
      last[line] = new Seen(point, seen);
      all.add(last[line]);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 64, 65, 150})
  void aPastIsTheSetOfAllThatWasSeen(int lines) {
    List<Seen> all = history(lines, new Random(lines));
    for (Seen one : all) {
      for (Seen other : all) {
        assertEquals(
            one.past().contains(other.point()), one.point().past().includes(other.point()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 64, 65, 150})
  void joiningIsTheUnionAndIncludingTheSubset(int lines) {
    Random random = new Random(lines);
    List<Seen> all = history(lines, random);
    for (int i = 0; i < 1_000; i++) {
      Seen one = all.get(random.nextInt(POINTS));
      Seen other = all.get(random.nextInt(POINTS));
      Past past = one.point().past();
      Past joined = past.join(other.point().past());
      assertEquals(one.past().containsAll(other.past()), past.includes(other.point().past()));
      assertEquals(joined, other.point().past().join(past));
      assertEquals(joined.hashCode(), other.point().past().join(past).hashCode());
      assertTrue(joined.includes(past));
      assertFalse(past.includes(one.point()));
      for (Seen each : all) {
        assertEquals(
            one.past().contains(each.point()) || other.past().contains(each.point()),
            joined.includes(each.point()));
      }
    }
  }
}
