package org.peyvand.protocol.decision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/** Very many members, each on a line of its own, who vote on one proposal knowing little else. */
final class Crowd {
  private final Decisions decisions;
  private final Point proposal;
  private final Map<String, Point> last = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  Crowd(Roll roll, String proposer) {
    this.decisions = new Decisions(roll);
    Act act = new Act.Propose("title", "", "majority", List.of());
    this.proposal = write(proposer, act, Past.NOTHING);
  }

  Decisions decisions() {
    return decisions;
  }

  EntryId proposal() {
    return proposal.id();
  }

  Point vote(String name, String choice) {
    return write(name, new Act.Ballot(proposal.id(), choice, ""), proposal.and());
  }

  Point write(String name, Act act, Past knowing) {
    Point before = last.get(name);
    Past past = before == null ? knowing : knowing.with(before);
    int line = lines.computeIfAbsent(name, n -> lines.size());
    long seq = before == null ? 0 : before.seq() + 1;
    EntryId id = Ids.entry(name + " " + seq);
    Point point = new Point(id, Ids.device(name), line, seq, past);
    last.put(name, point);
    decisions.add(new Fact(point, new Body(0, act)));
    return point;
  }

  /** All that was written. */
  Past now() {
    return last.values().stream().map(Point::and).reduce(Past.NOTHING, Past::join);
  }

  Decision decision() {
    return Optional.of(proposal()).flatMap(decisions::decision).orElseThrow();
  }
}
