package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.StoreException;

/** Runs that come in parts, from an honest side and from one that is not. */
class PartsTest extends OneSided {

  private void flow() throws StoreException {
    input(new Input.Started());
    say(new Message.Hello(Limits.VERSION, 1, Optional.of(OTHER_ROOT)));
    say(new Message.Heads(List.of(), false, false));
  }

  private List<Run> ingested() {
    return outputs.stream()
        .filter(Output.Ingest.class::isInstance)
        .map(o -> ((Output.Ingest) o).run())
        .toList();
  }

  private static Run run(Lane lane, long seed, int entries) {
    return new Run(Histories.chain(lane, seed, entries));
  }

  private static List<Message> parts(Run run, Random random) {
    Bytes encoded = RunCodec.encode(run);
    List<Message> parts = new ArrayList<>();
    for (int at = 0; at < encoded.length(); ) {
      int most = Limits.PART_BYTES + random.nextInt(5_000);
      int to = Math.min(encoded.length(), at + most);
      parts.add(new Message.Part(encoded.slice(at, to), to == encoded.length()));
      at = to;
    }
    return parts;
  }

  @Test
  void aRunComesWholeHoweverItIsCutAndWhateverComesBetween() throws StoreException {
    flow();
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Run records = run(Lane.RECORDS, seed, 1 + random.nextInt(100));
      Run governance = run(Lane.GOVERNANCE, seed, 1 + random.nextInt(60));
      List<Message> said = parts(records, random);
      Bytes between = RunCodec.encode(governance);
      said.add(random.nextInt(said.size()), new Message.Entries(between, Optional.empty()));
      for (Message message : said) {
        say(message);
      }
      Set<Bytes> came = ingested().stream().map(RunCodec::encode).collect(Collectors.toSet());
      assertEquals(Set.of(RunCodec.encode(records), between), came, "seed " + seed);
      outputs.clear();
      session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
      flow();
    }
  }

  @Test
  void eachPartIsAnsweredButTheLastWhichTheRunsAnswerAnswers() throws StoreException {
    flow();
    List<Message> parts = parts(run(Lane.RECORDS, 1, 100), new Random(1));
    for (Message part : parts) {
      say(part);
    }
    assertEquals(parts.size() - 1, sent(Message.PartTaken.class).size());
    assertEquals(1, ingested().size());
  }

  @Test
  void partsBeforeHeadsEndTheSession() throws StoreException {
    input(new Input.Started());
    say(new Message.Hello(Limits.VERSION, 1, Optional.of(OTHER_ROOT)));
    say(parts(run(Lane.RECORDS, 1, 100), new Random(1)).get(0));
    assertTrue(isClosed());
  }

  @Test
  void aPartShorterThanTheLeastEndsTheSessionUnlessItIsTheLast() throws StoreException {
    flow();
    say(new Message.Part(Bytes.own(new byte[Limits.PART_BYTES]), false));
    assertFalse(isClosed());
    say(new Message.Part(Bytes.own(new byte[Limits.PART_BYTES - 1]), false));
    assertTrue(isClosed());
  }

  @Test
  void aRunInPartsIsHeldUpToTheLongestAndNoFurther() throws StoreException {
    flow();
    int part = PartedRun.MOST_PART_BYTES;
    int came = 0;
    while (came + part <= Limits.FRAME_BYTES) {
      say(new Message.Part(Bytes.own(new byte[part]), false));
      came += part;
    }
    say(new Message.Part(Bytes.own(new byte[Limits.FRAME_BYTES - came]), false));
    assertFalse(isClosed());
    say(new Message.Part(Bytes.own(new byte[Limits.PART_BYTES]), false));
    assertTrue(isClosed());
  }

  @Test
  void partsThatMakeNoRunEndTheSession() throws StoreException {
    flow();
    say(new Message.Part(Bytes.own(new byte[700]), false));
    say(new Message.Part(Bytes.own(new byte[10]), true));
    assertTrue(isClosed());
  }

  @Test
  void anAnswerToAPartNeverSentEndsTheSession() throws StoreException {
    flow();
    say(new Message.PartTaken());
    assertTrue(isClosed());
  }

  @Test
  void governanceGoesBetweenThePartsOfRecords() throws StoreException {
    List<SignedEntry> records = Histories.chain(Lane.RECORDS, 1, 64);
    node.with(List.of());
    node.ingest(new Run(records));
    node.moved();
    flow();
    assertTrue(sent(Message.Part.class).size() > 0);
    outputs.clear();
    node.ingest(run(Lane.GOVERNANCE, 2, 1));
    input(new Input.Grown(node.moved()));
    assertEquals(1, sent(Message.Entries.class).size());
  }

  @Test
  void slowAnswersNarrowTheWindowAndQuickOnesWidenItWithinItsBounds() {
    Pace pace = new Pace();
    for (int i = 0; i < 40; i++) {
      pace.answered(pace.window(), 100 * i, 100 * i + 10, true);
    }
    assertEquals(Limits.WINDOW_BYTES, pace.window());
    for (int i = 0; i < 40; i++) {
      pace.answered(1_000, 10_000 * i + 5_000, 10_000 * i + 9_000, true);
    }
    assertEquals(Pace.LEAST_BYTES, pace.window());
  }

  @Test
  void anIdleLinkShowsNothingOfAWiderWindow() {
    Pace pace = new Pace();
    for (int i = 0; i < 40; i++) {
      pace.answered(500, 100 * i, 100 * i + 10, false);
    }
    assertEquals(Pace.LEAST_BYTES, pace.window());
  }
}
