package org.peyvand.protocol.membership;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/**
 * Who has built on what, within some past. Remembers what it was asked: acts and these answers
 * decide a state, so wherever both are the same, the state is.
 */
final class Builders implements Conflicts.Built {
  private record Question(
      Point act, Point against, Set<MemberId> parties, Optional<MemberId> author) {
    boolean answer(Witnesses witnesses, Past within) {
      return author.isPresent()
          ? witnesses.isBuiltOn(act, against, within, author.get())
          : witnesses.stays(act, against, within, parties);
    }

    /** Ids tell points apart; to compare whole pasts would take longer than the answer. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Question that
          && act.id().equals(that.act.id())
          && against.id().equals(that.against.id())
          && parties.equals(that.parties)
          && author.equals(that.author);
    }

    @Override
    public int hashCode() {
      return 31 * act.id().hashCode() + against.id().hashCode();
    }
  }

  private final Witnesses witnesses;
  private final Past within;
  private final Map<Question, Boolean> answers = new LinkedHashMap<>();

  Builders(Witnesses witnesses, Past within) {
    this.witnesses = witnesses;
    this.within = within;
  }

  /** Begins with the answers that were given within an earlier past and hold within this one. */
  Builders(Builders before, Past within) {
    this(before.witnesses, within);
    answers.putAll(before.answers);
  }

  @Override
  public boolean stays(Point act, Point against, Set<MemberId> parties) {
    return ask(new Question(act, against, parties, Optional.empty()));
  }

  @Override
  public boolean isBuiltOn(Point act, Point against, MemberId author) {
    return ask(new Question(act, against, Set.of(), Optional.of(author)));
  }

  private boolean ask(Question question) {
    Boolean known = answers.get(question);
    if (known == null) {
      known = question.answer(witnesses, within);
      answers.put(question, known);
    }
    return known;
  }

  /** Whether all that was asked so far has the same answer within another past. */
  boolean holdWithin(Past other) {
    return answers.entrySet().stream()
        .allMatch(e -> e.getKey().answer(witnesses, other) == e.getValue());
  }
}
