package org.peyvand.protocol.replica;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.BodyCodec;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.epoch.Keyring;
import org.peyvand.protocol.epoch.SealedBodies;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;

/** What opening a body gave. */
public sealed interface Opening {
  /** It says this. */
  record Read(Body body) implements Opening {}

  /** Its body was erased: it says nothing any more. */
  record Erased() implements Opening {}

  /** No key here opens it; it is kept and passed on. */
  record Sealed() implements Opening {}

  /**
   * It can be opened and breaks a rule: kept, since its chain goes on, but it counts for nothing.
   */
  record Void(Reason reason, String detail) implements Opening {}

  static Opening of(Keyring keyring, Entry entry) {
    if (entry.isErased()) {
      return new Erased();
    }
    EpochId epoch = entry.header().epoch();
    Optional<EpochSecrets> secrets = keyring.secrets(epoch);
    boolean isRecord = entry.header().lane() == Lane.RECORDS;
    if (secrets.isEmpty() || isRecord && !keyring.holdsRecords(epoch)) {
      return new Sealed();
    }
    Optional<byte[]> opened = SealedBodies.open(secrets.get(), entry);
    if (opened.isEmpty()) {
      return new Void(Reason.SEALED_WRONGLY, "expected a body under its epoch's key");
    }
    Decoded<Body> body = BodyCodec.decode(opened.get());
    if (body instanceof Decoded.Bad<Body> bad) {
      return new Void(bad.reason(), bad.detail());
    }
    return checked(entry.header(), body.asOptional().orElseThrow());
  }

  private static Opening checked(Header header, Body body) {
    Act act = body.act();
    if (act.lane() != header.lane()) {
      return new Void(Reason.WRONG_LANE, "expected " + act.lane() + ", found " + header.lane());
    }
    int links = header.links().size();
    int limit = links(act);
    return links > limit
        ? new Void(Reason.TOO_MANY_LINKS, "expected at most " + limit + ", found " + links)
        : new Read(body);
  }

  /** How many links an entry with this act may have. */
  static int links(Act act) {
    if (act instanceof Act.Gather) {
      return Limits.GATHER_LINKS;
    }
    return act instanceof Act.Ballot ? Limits.BALLOT_LINKS : Limits.LINKS;
  }
}
