package org.peyvand.protocol.entry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;

/** What an entry does: one record per act. */
public sealed interface Act {

  /** The lane in which this act is written; in the other it is void. */
  default Lane lane() {
    return Lane.GOVERNANCE;
  }

  /** Founds a network; always the first entry of its founder's governance chain. */
  record Genesis(
      String network, Purpose purpose, Policy policy, String founderName, DeviceKeys founder)
      implements Act {}

  /**
   * Opens a door.
   *
   * @param signing the key that signs requests made with this invite (Ed25519, public)
   * @param psk 32 bytes that bearer and members share on the wire; not enough to sign a request
   * @param uses how many may enter by it
   * @param forDevice whether it adds a device to a membership that there is
   * @param forMember to whose, where that is not its author's own
   * @param expiresAfter how many governance entries its author's device may write after it before
   *     nobody may enter by it any more; empty for any number
   */
  record Invite(
      Bytes signing,
      Bytes psk,
      int uses,
      boolean forDevice,
      Optional<MemberId> forMember,
      OptionalInt expiresAfter)
      implements Act {
    public Invite(
        Bytes signing, Bytes psk, int uses, boolean forDevice, Optional<MemberId> forMember) {
      this(signing, psk, uses, forDevice, forMember, OptionalInt.empty());
    }

    public Invite(Bytes signing, Bytes psk, int uses, boolean forDevice) {
      this(signing, psk, uses, forDevice, Optional.empty());
    }

    /** This invite, which expires. */
    public Invite expiringAfter(int entries) {
      return new Invite(signing, psk, uses, forDevice, forMember, OptionalInt.of(entries));
    }

    /** Whether it is for a device of its own author. */
    public boolean isForOwnDevice() {
      return forDevice && forMember.isEmpty();
    }
  }

  /** Closes the door that {@code invite} opened. */
  record RevokeInvite(EntryId invite) implements Act {}

  /**
   * Says yes to a request.
   *
   * @param request the signed request, byte for byte
   */
  record Admit(EntryId invite, Bytes request, boolean metInPerson) implements Act {}

  /** Ends the author's own membership. */
  record Leave() implements Act {}

  /** Only brings more heads into the author's past than an ordinary entry may link to. */
  record Gather() implements Act {}

  /**
   * Renews the sealing key of the author's own device: whoever knows this seals to it.
   *
   * @param sealing the public key (X25519)
   */
  record NewKey(Bytes sealing) implements Act {
    public NewKey {
      Bytes.requireLength(sealing, 32, "sealing key");
    }
  }

  /** Says of somebody let in by this admission that they are who they say, and trusted. */
  record Vouch(EntryId admission) implements Act {}

  /** Removes a device of the author's own member. */
  record Retire(DeviceId device, List<Pin> pins) implements Act {
    public Retire {
      pins = List.copyOf(pins);
    }
  }

  /** Stops a member until the group decides. */
  record Suspend(MemberId member, String reason, List<Pin> pins) implements Act {
    public Suspend {
      pins = List.copyOf(pins);
    }
  }

  /**
   * Proves that a device signed two lines that have different entries at one place, and stops it.
   *
   * @param forked in which lane
   * @param seq the place at which the lines differ
   * @param one that line's entry which is signed at the place itself; the lower of both if both are
   * @param other the other line's entry at the place
   * @param path what the entries after {@code other} say, in order, up to the signed one; empty if
   *     {@code other} is signed itself
   * @param otherSignature over the last entry of the path
   */
  record ProveFork(
      DeviceId device,
      Lane forked,
      long seq,
      EntryId one,
      Bytes oneSignature,
      EntryId other,
      List<Bytes> path,
      Bytes otherSignature,
      List<Pin> pins)
      implements Act {
    public ProveFork {
      path = List.copyOf(path);
      pins = List.copyOf(pins);
    }
  }

  /**
   * Makes a proposal's effect true, once enough have agreed.
   *
   * @param pins what the author knew of whom it removes, if it removes anybody
   * @param cuts the records that all shall forget, if it cuts history
   */
  record Enact(EntryId proposal, List<Pin> pins, List<SignedPin> cuts) implements Act {
    public Enact {
      pins = List.copyOf(pins);
      cuts = List.copyOf(cuts);
    }

    public Enact(EntryId proposal, List<Pin> pins) {
      this(proposal, pins, List.of());
    }
  }

  /**
   * Makes records count again that a removal set aside.
   *
   * @param newest the last of them: all before it in its line come with it
   */
  record Adopt(Pin newest) implements Act {}

  /**
   * Puts a question; the electorate are the full members in its past.
   *
   * @param effect what it does if it passes, where it is an act of power
   */
  record Propose(
      String title, String text, String method, List<String> options, Optional<Effect> effect)
      implements Act {
    public Propose {
      options = List.copyOf(options);
    }

    public Propose(String title, String text, String method, List<String> options) {
      this(title, text, method, options, Optional.empty());
    }
  }

  /** A vote. The newest of a member counts. */
  record Ballot(EntryId proposal, String choice, String reason) implements Act {}

  /**
   * Ends a vote with exactly these ballots.
   *
   * @param round from 1
   */
  record Close(EntryId proposal, int round, List<EntryId> ballots) implements Act {
    public Close {
      ballots = List.copyOf(ballots);
    }
  }

  /** A teller has looked at a close and found no ballot missing. */
  record Acknowledge(EntryId close) implements Act {}

  /** A teller has seen enough acknowledgements of a close. */
  record Confirm(EntryId close) implements Act {}

  /**
   * A teller gives a round up; it never again acknowledges or confirms this round or an earlier
   * one.
   */
  record NextRound(EntryId proposal, int round) implements Act {}

  /** The proposer takes a question back. */
  record Withdraw(EntryId proposal) implements Act {}

  /**
   * Shares something.
   *
   * @param kind «note», «file», …
   * @param file the chunks before this entry in its own chain, where there is a file
   */
  record AddResource(
      String kind, String title, String text, List<String> tags, Optional<FileRef> file)
      implements Act {
    public AddResource {
      tags = List.copyOf(tags);
    }

    @Override
    public Lane lane() {
      return Lane.RECORDS;
    }
  }

  /**
   * Changes what was shared.
   *
   * @param replaces the newest versions that the author knew
   */
  record EditResource(
      EntryId resource, List<EntryId> replaces, String title, String text, List<String> tags)
      implements Act {
    public EditResource {
      replaces = List.copyOf(replaces);
      tags = List.copyOf(tags);
    }

    @Override
    public Lane lane() {
      return Lane.RECORDS;
    }
  }

  /** A piece of a file. */
  record Chunk(Bytes content) implements Act {
    @Override
    public Lane lane() {
      return Lane.RECORDS;
    }
  }
}
