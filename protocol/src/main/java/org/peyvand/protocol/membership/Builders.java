package org.peyvand.protocol.membership;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/**
 * Who has built on what, within some past. Remembers what it was asked: acts and these answers
 * decide a state, so wherever both are the same, the state is.
 */
final class Builders implements Conflicts.Built {
  private record Question(
      Point act, Point against, Set<MemberId> parties, Set<DeviceId> own, boolean byAnybody) {
    boolean answer(Witnesses witnesses, Past within) {
      return byAnybody
          ? witnesses.isBuiltOn(act, against, within, own)
          : witnesses.stays(act, against, within, parties);
    }
  }

  private final Witnesses witnesses;
  private final Past within;
  private final Map<Question, Boolean> answers = new LinkedHashMap<>();

  Builders(Witnesses witnesses, Past within) {
    this.witnesses = witnesses;
    this.within = within;
  }

  @Override
  public boolean stays(Point act, Point against, Set<MemberId> parties) {
    return ask(new Question(act, against, parties, Set.of(), false));
  }

  @Override
  public boolean isBuiltOn(Point act, Point against, Set<DeviceId> own) {
    return ask(new Question(act, against, Set.of(), own, true));
  }

  private boolean ask(Question question) {
    return answers.computeIfAbsent(question, q -> q.answer(witnesses, within));
  }

  /** Whether all that was asked so far has the same answer within another past. */
  boolean holdWithin(Past other) {
    return answers.entrySet().stream()
        .allMatch(e -> e.getKey().answer(witnesses, other) == e.getValue());
  }
}
