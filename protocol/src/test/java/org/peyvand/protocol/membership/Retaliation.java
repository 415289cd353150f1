package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;

/**
 * A wild history in which the others expelled a member, and what that member adds afterwards as if
 * it did not know: suspensions of all, revocations, friends let in, their friends, and their votes.
 */
final class Retaliation {
  private static final int FIRST_SYBIL = 60;
  private static final int FIRST_SEED = 100;

  private final Histories history;
  private final MemberId expelled;
  private final Fact enact;
  private final List<Fact> before;
  private int sybils;

  private Retaliation(Histories history, MemberId expelled, Fact enact) {
    this.history = history;
    this.expelled = expelled;
    this.enact = enact;
    this.before = history.story.facts();
  }

  /** One for this seed, if in its history the others come to enact an expulsion. */
  static Optional<Retaliation> of(long seed) {
    Histories history = new Histories(seed, true);
    MemberId target = history.pick(List.copyOf(history.owners.values()));
    Fact enact = history.campaign(new Effect.Expel(target), history.writers.size());
    boolean written =
        !history.proposals.isEmpty()
            && enact.act() instanceof Act.Enact act
            && act.proposal().equals(history.proposals.get(history.proposals.size() - 1).id())
            && history.facts.get(history.facts.size() - 1) == enact;
    boolean byOthers =
        written
            && !history.owners.get(history.deviceOf(enact)).equals(target)
            && !history.isCopied(history.deviceOf(enact));
    return byOthers ? Optional.of(new Retaliation(history, target, enact)) : Optional.empty();
  }

  MemberId expelled() {
    return expelled;
  }

  Fact enact() {
    return enact;
  }

  /** All before the retaliation. */
  List<Fact> before() {
    return before;
  }

  /** All, with what the expelled one adds; empty if no node would take it as if from before. */
  Optional<List<Fact>> after(boolean voting) {
    Optional<Integer> writer = ignorantWriter();
    if (writer.isEmpty()) {
      return Optional.empty();
    }
    List<Fact> ignorant = ignorant();
    retaliate(writer.get(), ignorant);
    Act.Invite act = Pool.seed(FIRST_SEED).invite(20, false);
    Fact invite = history.writeKnowing(writer.get(), act, heard(ignorant));
    if (invite.act() != act) {
      return Optional.empty();
    }
    List<Fact> friends = letIn(writer.get(), invite, ignorant);
    if (voting) {
      vote(writer.get(), friends);
    }
    return Optional.of(history.story.facts());
  }

  /** A device of the expelled one whose chain does not know, or a copy of one from before. */
  private Optional<Integer> ignorantWriter() {
    for (int i = 0; i < history.writers.size(); i++) {
      int device = history.writers.get(i).device();
      if (history.owners.get(device).equals(expelled) && !history.isCopied(device)) {
        List<Fact> own = ignorant().stream().filter(f -> isBy(f, device)).toList();
        if (!own.isEmpty()) {
          history.copyAfter(i, own.get(own.size() - 1));
          return Optional.of(history.writers.size() - 1);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isBy(Fact fact, int device) {
    return fact.author().equals(Pool.device(device).id());
  }

  /** What was there before the expulsion, its proposal among it. */
  private List<Fact> ignorant() {
    return history.facts.stream().filter(f -> f != enact && !f.saw(enact)).toList();
  }

  /**
   * The proposal always: without it an act could be from before the others came in, and of those
   * days nobody is left to testify but the expelled one; the known limits say so.
   */
  private List<Fact> heard(List<Fact> ignorant) {
    List<Fact> heard = new ArrayList<>();
    heard.add(history.proposals.get(history.proposals.size() - 1));
    for (int i = history.random.nextInt(3); i > 0; i--) {
      heard.add(history.pick(ignorant));
    }
    return heard;
  }

  private void retaliate(int writer, List<Fact> ignorant) {
    for (MemberId member : List.copyOf(history.owners.values())) {
      if (history.random.nextBoolean() && !member.equals(expelled)) {
        Act suspend = new Act.Suspend(member, "", List.of());
        history.writeKnowing(writer, suspend, heard(ignorant));
      }
    }
    for (Histories.Door door : history.doors) {
      if (history.random.nextBoolean()) {
        Act revoke = new Act.RevokeInvite(door.invite().id());
        history.writeKnowing(writer, revoke, heard(ignorant));
      }
    }
  }

  private List<Fact> letIn(int writer, Fact invite, List<Fact> ignorant) {
    List<Fact> in = new ArrayList<>();
    for (sybils = 0; sybils < 8; sybils++) {
      Act admit = new Act.Admit(invite.id(), Pool.request(FIRST_SEED, FIRST_SYBIL + sybils), false);
      in.add(history.writeKnowing(writer, admit, heard(ignorant)));
    }
    Fact last = in.get(in.size() - 1);
    for (int i = 0; i < sybils; i++) {
      Story.Device friend = Pool.device(FIRST_SYBIL + i);
      MemberId victim = history.pick(List.copyOf(history.owners.values()));
      in.add(history.story.write(friend, new Act.Suspend(victim, "", List.of()), last));
    }
    return in;
  }

  /** An expulsion of somebody else with the votes of nobody but the expelled one's friends. */
  private void vote(int writer, List<Fact> friends) {
    MemberId victim =
        history.owners.values().stream().filter(m -> !m.equals(expelled)).findFirst().orElseThrow();
    Act act = Histories.proposal(new Effect.Expel(victim));
    Fact proposal = history.writeKnowing(writer, act, friends);
    List<Fact> heard = new ArrayList<>(List.of(proposal));
    for (int i = 0; i < sybils; i++) {
      Story.Device friend = Pool.device(FIRST_SYBIL + i);
      heard.add(history.story.write(friend, Histories.agree(proposal), proposal));
    }
    history.writeKnowing(writer, Histories.enact(proposal), heard);
    history.story.write(
        Pool.device(FIRST_SYBIL), Histories.enact(proposal), heard.toArray(Fact[]::new));
  }
}
