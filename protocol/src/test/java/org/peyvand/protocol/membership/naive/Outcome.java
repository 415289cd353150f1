package org.peyvand.protocol.membership.naive;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/**
 * Who is in, in words that belong to no resolver.
 *
 * @param policy empty before the founding
 * @param members all that ever entered by an act that stands or is held
 * @param effective whose device each effective device is
 * @param standing the acts on membership that count
 * @param held the admissions that wait for a choice
 * @param open the invites by which someone may still enter
 * @param cuts the acts that cut history, and whether each is in force
 */
public record Outcome(
    Optional<Policy> policy,
    SortedMap<MemberId, Person> members,
    SortedMap<DeviceId, MemberId> effective,
    SortedSet<EntryId> standing,
    SortedSet<EntryId> held,
    SortedSet<EntryId> open,
    SortedMap<EntryId, Boolean> cuts) {

  /** M1.4, from the weakest to the strongest. */
  public enum State {
    ACTIVE,
    HELD,
    SUSPENDED,
    EXPELLED,
    LEFT
  }

  /** A member's state and role. */
  public record Person(State state, Role role) {
    public boolean isActive() {
      return state == State.ACTIVE;
    }

    public boolean has(Role least) {
      return role.compareTo(least) >= 0;
    }

    public boolean isFull() {
      return isActive() && has(Role.MEMBER);
    }

    /** M1.4: full, or suspended with the role for it. */
    public boolean hasSeat() {
      return (isActive() || state == State.SUSPENDED) && has(Role.MEMBER);
    }
  }

  /** M2's acts that are not only steps to an act of power. */
  public static boolean isOnMembership(Act act) {
    return act instanceof Act.Genesis
        || act instanceof Act.Invite
        || act instanceof Act.RevokeInvite
        || act instanceof Act.Admit
        || act instanceof Act.Vouch
        || act instanceof Act.Retire
        || act instanceof Act.Suspend
        || act instanceof Act.ProveFork
        || act instanceof Act.Enact
        || act instanceof Act.Adopt
        || act instanceof Act.Leave;
  }

  /** What holds of members only: acts and invites left out. */
  public Outcome people() {
    SortedSet<EntryId> none = new TreeSet<>();
    return new Outcome(policy, members, effective, none, none, none, new TreeMap<>());
  }
}
