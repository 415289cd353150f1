package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.sync.Run;

class ReplicaTest {
  private final Village village = new Village(7);

  @Test
  void aNewcomerReadsWhatWasWrittenBeforeAndAfter() throws StoreException {
    Villager founder = village.found("Mina");
    founder.write(note("before"));
    Villager joiner = village.join(founder, "Omid");
    founder.write(note("after"));
    village.exchange(founder, joiner);

    assertEquals(founder.replica.digest(), joiner.replica.digest());
    assertEquals(2, joiner.replica.store().rows(Table.RESOURCE).size());
    assertEquals(
        List.of("Mina", "Omid"),
        joiner.replica.membership().members().values().stream()
            .map(Member::name)
            .sorted()
            .toList());
  }

  @Test
  void votesCastApartAreCountedTogetherAndTheSoleTellerSettles() throws StoreException {
    Villager founder = village.found("Mina");
    Villager joiner = village.join(founder, "Omid");
    EntryId proposal = founder.write(new Act.Propose("Well", "", "majority", List.of())).last();
    village.exchange(founder, joiner);
    founder.write(new Act.Ballot(proposal, "agree", ""));
    joiner.write(new Act.Ballot(proposal, "agree", "for all"));
    village.exchange(founder, joiner);
    founder.write(founder.replica.decisions().close(founder.replica.everything(), proposal));
    village.exchange(founder, joiner);

    Decision decision = joiner.replica.decisions().decision(proposal).orElseThrow();
    assertEquals(Decision.State.SETTLED, decision.state());
    assertEquals(2, decision.voted());
    assertEquals(founder.replica.digest(), joiner.replica.digest());
  }

  @Test
  void afterALeaveTheNextWriterMakesAnEpochThatTheLeaverCannotOpen() throws StoreException {
    Villager founder = village.found("Mina");
    Villager joiner = village.join(founder, "Omid");
    joiner.write(new Act.Leave());
    village.exchange(founder, joiner);
    EntryId secret = founder.write(note("for those who stay")).last();
    village.exchange(founder, joiner);

    var place = founder.replica.store().place(secret).orElseThrow();
    var entry = founder.replica.store().entry(place).orElseThrow().entry();
    assertTrue(joiner.replica.open(entry) instanceof Opening.Sealed);
    assertEquals(0, joiner.replica.store().rows(Table.RESOURCE).size());
  }

  @Test
  void epochsThatAreNoLongerUsedAreStillKnownNewestFirst() throws StoreException {
    Villager founder = village.found("Mina");
    Villager joiner = village.join(founder, "Omid");
    List<EpochId> first = founder.replica.epochsNewestFirst();
    assertEquals(1, first.size());
    joiner.write(new Act.Leave());
    village.exchange(founder, joiner);
    assertEquals(first, founder.replica.epochsNewestFirst());
    assertEquals(first, joiner.replica.epochsNewestFirst());

    founder.write(note("under a new epoch"));
    List<EpochId> both = founder.replica.epochsNewestFirst();
    assertEquals(2, both.size());
    assertEquals(first.get(0), both.get(1));
    founder.reopen();
    assertEquals(both, founder.replica.epochsNewestFirst());
  }

  @Test
  void whoWasAdmittedWhileAnEpochWasMadeElsewhereIsGivenIt() throws StoreException {
    Villager founder = village.found("Mina");
    Villager leaver = village.join(founder, "Omid");
    Villager host = village.join(founder, "Sara");
    village.exchange(founder, leaver);
    leaver.write(new Act.Leave());
    Villager newcomer = village.joinThrough(founder, host, "Kian");
    founder.replica.take(leaver.runs());
    EntryId secret = founder.write(note("for all who stay")).last();
    assertTrue(founder.replica.duties().isEmpty());

    founder.replica.take(host.runs());
    assertEquals(List.of(new Act.Gather()), founder.replica.duties());
    host.replica.take(founder.runs());
    assertEquals(List.of(), host.replica.duties());
    founder.write(founder.replica.duties().get(0));
    assertTrue(founder.replica.duties().isEmpty());
    village.exchange(founder, newcomer);
    assertEquals(List.of(), newcomer.replica.unread());
    assertTrue(newcomer.replica.store().row(Table.RESOURCE, secret.bytes()).isPresent());
    assertEquals(
        founder.replica.store().rows(Table.RESOURCE),
        newcomer.replica.store().rows(Table.RESOURCE));
  }

  @Test
  void aShareIsOpenedThoughItWaitsForWhatItOpens() throws StoreException {
    Villager founder = village.found("Mina");
    Villager leaver = village.join(founder, "Omid");
    Villager host = village.join(founder, "Sara");
    village.exchange(founder, leaver);
    leaver.write(new Act.Leave());
    Villager newcomer = village.joinThrough(founder, host, "Kian");
    founder.replica.take(leaver.runs());
    Villager unknown = village.join(founder, "Zari");
    unknown.write(new Act.Gather());
    founder.replica.take(unknown.runs());
    founder.replica.take(host.runs());
    founder.write(founder.replica.duties().get(0));

    for (int i = 0; i < 6; i++) {
      newcomer.replica.take(founder.runs());
    }
    assertEquals(founder.replica.digest(), newcomer.replica.digest());
    newcomer.reopen();
    assertEquals(List.of(), newcomer.replica.unread());
    assertEquals(founder.replica.membership(), newcomer.replica.membership());
  }

  @Test
  void dropAndReplayGivesTheSameViews() throws StoreException {
    Villager founder = village.found("Mina");
    Villager joiner = village.join(founder, "Omid");
    EntryId id = founder.write(note("one")).last();
    village.exchange(founder, joiner);
    joiner.write(new Act.EditResource(id, List.of(id), "two", "", List.of("x")));
    founder.write(new Act.EditResource(id, List.of(id), "three", "", List.of("y")));
    village.exchange(founder, joiner);

    var before = founder.replica.store().rows(Table.RESOURCE);
    assertEquals(before, joiner.replica.store().rows(Table.RESOURCE));
    founder.replica.rebuild();
    assertEquals(before, founder.replica.store().rows(Table.RESOURCE));
    founder.reopen();
    assertEquals(joiner.replica.membership(), founder.replica.membership());
    assertEquals(joiner.replica.decisions().all(), founder.replica.decisions().all());
  }

  @Test
  void aStrangersEntryIsRefusedAndNothingChanges() throws StoreException {
    Villager founder = village.found("Mina");
    Villager stranger = village.found("Stranger");
    var taken = founder.replica.take(stranger.runs());
    assertTrue(taken.verdicts().stream().allMatch(Verdict.Rejected.class::isInstance));
    assertEquals(1, founder.replica.store().heads().size());
  }

  static Act.AddResource note(String title) {
    return new Act.AddResource("note", title, "text of " + title, List.of(), Optional.empty());
  }

  @Test
  void aLogWhoseAuthorsWroteInTurnsEntersInAnyOrder() throws StoreException {
    Villager founder = village.found("Mina");
    Villager other = village.join(founder, "Omid");
    for (int i = 0; i < 40; i++) {
      founder.write(new Act.Gather());
      other.replica.take(founder.runs());
      other.write(new Act.Gather());
      founder.replica.take(other.runs());
    }
    List<Run> backwards = new ArrayList<>();
    for (Run run : founder.governanceRuns()) {
      run.entries().forEach(signed -> backwards.add(0, new Run(List.of(signed))));
    }
    Villager blank = village.blank(other);
    Taken taken = blank.replica.enter(backwards);
    assertTrue(taken.verdicts().stream().allMatch(Verdict.Accepted.class::isInstance));
    assertEquals(founder.replica.digest(), blank.replica.digest());
  }
}
