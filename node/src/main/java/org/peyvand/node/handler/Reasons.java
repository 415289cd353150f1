package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.peyvand.node.control.proto.Reason;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.decision.Method;
import org.peyvand.protocol.decision.Voice;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;

/** What the entries that decided something did, and who wrote them. */
final class Reasons {
  private final Group group;
  private final EntryReader reader;

  Reasons(Group group) {
    this.group = group;
    this.reader = new EntryReader(group);
  }

  /** The same entries, each after those that it knows of; else by id. */
  List<EntryId> inOrder(Collection<EntryId> ids) {
    List<Point> left = new ArrayList<>();
    new TreeSet<>(ids).forEach(id -> left.add(point(id)));
    List<EntryId> order = new ArrayList<>();
    while (!left.isEmpty()) {
      Point next =
          left.stream()
              .filter(p -> left.stream().noneMatch(other -> p.past().includes(other)))
              .min(Comparator.comparing(Point::id))
              .orElseThrow();
      left.remove(next);
      order.add(next.id());
    }
    return order;
  }

  private Point point(EntryId id) {
    return group.replica().graph().point(id).orElseThrow();
  }

  Reason of(EntryId id) throws StoreException {
    Entry entry = reader.entry(id).orElseThrow();
    Membership membership = group.replica().membership();
    Reason.Builder reason =
        Reason.newBuilder()
            .setEntry(id.hex())
            .setBy(Desk.nameOf(membership, entry.header().device()));
    Optional<Act> act = reader.act(entry);
    if (act.isPresent()) {
      reason.setAct(EntryReader.key(act.get()));
      describe(reason, act.get(), membership, point(id).past());
    }
    return reason.build();
  }

  private void describe(Reason.Builder reason, Act act, Membership membership, Past past) {
    if (act instanceof Act.Admit admit) {
      JoinRequestCodec.decode(admit.request()).map(JoinRequest::name).ifPresent(reason::addAbout);
    } else if (act instanceof Act.Vouch vouch) {
      Optional.ofNullable(membership.admissions().get(vouch.admission()))
          .ifPresent(a -> reason.addAbout(EffectView.name(membership, a.member())));
    } else if (act instanceof Act.Suspend suspend) {
      reason.addAbout(EffectView.name(membership, suspend.member())).setText(suspend.reason());
    } else if (act instanceof Act.Retire retire) {
      reason.addAbout(Desk.nameOf(membership, retire.device()));
    } else if (act instanceof Act.ProveFork fork) {
      reason.addAbout(Desk.nameOf(membership, fork.device()));
    } else if (act instanceof Act.Adopt adopt) {
      reason.addAbout(Desk.nameOf(membership, adopt.newest().device()));
    } else if (act instanceof Act.Enact enact) {
      group
          .replica()
          .decisions()
          .decision(enact.proposal())
          .ifPresent(decision -> enacted(reason, decision, membership, past));
    }
  }

  private void enacted(Reason.Builder reason, Decision decision, Membership membership, Past past) {
    EffectView effect = EffectView.of(decision.effect().orElseThrow(), membership);
    reason
        .setEffect(effect.key())
        .setAgreed(agreed(decision, past))
        .setElectorate(decision.electorate().size());
    reason.addAllAbout(effect.names());
    effect.value().ifPresent(reason::setText);
  }

  /** How many had agreed, as the enactment knew. */
  private long agreed(Decision decision, Past past) {
    return decision.count().voices().stream()
        .filter(voice -> voice.choice().equals(Method.AGREE))
        .filter(voice -> voice.slips().stream().anyMatch(slip -> knows(past, slip)))
        .count();
  }

  private boolean knows(Past past, Voice.Slip slip) {
    return past.includes(point(slip.entry()));
  }

  /** Whether somebody who let the member in met it in person. */
  boolean metInPerson(Member member) throws StoreException {
    for (EntryId id : member.because()) {
      if (reader.act(id).filter(a -> a instanceof Act.Admit m && m.metInPerson()).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
