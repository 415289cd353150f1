package org.peyvand.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.proto.DecisionResult;
import org.peyvand.node.control.proto.NetworkStatus;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.RequestResult;

/** Tells the story; every line is told when it has happened, and only then. */
public final class Story {
  private static final long PATIENCE_MS = 30_000;
  private static final long PAUSE_MS = 50;

  /** Where the lines go: the key of a sentence and what is put into it. */
  public interface Teller {
    void tell(String key, Object... arguments);

    void code(String line);
  }

  /**
   * How it ended.
   *
   * @param digestEqual whether both hold the same at the end
   */
  public record Ending(boolean ok, boolean digestEqual, double seconds) {}

  private interface Check {
    boolean holds() throws IOException, ControlException;
  }

  private final Teller teller;
  private final Cable cable;
  private final ChildNode maryam;
  private final ChildNode omid;

  private Story(Teller teller, Cable cable, ChildNode maryam, ChildNode omid) {
    this.teller = teller;
    this.cable = cable;
    this.maryam = maryam;
    this.omid = omid;
  }

  public static Ending tell(Teller teller) throws IOException, ControlException {
    long start = System.nanoTime();
    try (TemporaryHome homes = new TemporaryHome(left -> teller.tell("demo.left", left));
        Cable cable = new Cable()) {
      Path first = homes.home("Maryam");
      Path second = homes.home("Omid");
      try (ChildNode maryam = ChildNode.start(first, homes.passphraseFile());
          ChildNode omid = ChildNode.start(second, homes.passphraseFile())) {
        teller.tell(
            "demo.nodes", Long.toString(maryam.processId()), Long.toString(omid.processId()));
        boolean ok = new Story(teller, cable, maryam, omid).run();
        return new Ending(ok, ok, (System.nanoTime() - start) / 1e9);
      }
    }
  }

  private boolean run() throws IOException, ControlException {
    cable.leadTo(maryam.address());
    found();
    join();
    boolean together = decideTogether();
    boolean apart = decideApart();
    boolean same = compare();
    teller.tell(together && apart && same ? "demo.end" : "demo.failed");
    return together && apart && same;
  }

  private void found() throws IOException, ControlException {
    Request.Builder create = Request.newBuilder();
    create.getNetworkCreateBuilder().setName("Clean water").setPurpose("campaign");
    maryam.ask(create);
    teller.tell("demo.founded");
  }

  private void join() throws IOException, ControlException {
    Request.Builder invite = Request.newBuilder();
    invite.getInviteCreateBuilder().addAddresses(cable.address());
    String code = maryam.ask(invite).getInvite().getCode();
    teller.tell("demo.invited");
    teller.code(code);
    CompletableFuture<List<String>> joining = CompletableFuture.supplyAsync(() -> join(code));
    await(() -> !requests().isEmpty());
    RequestResult request = requests().get(0);
    teller.tell("demo.words");
    teller.code(String.join(" ", request.getWordsList()));
    Request.Builder admit = Request.newBuilder();
    admit.getMemberAdmitBuilder().setRequest(request.getId()).setMetInPerson(true);
    maryam.ask(admit);
    if (!joining.join().equals(request.getWordsList())) {
      throw new IOException("the six words differ");
    }
    teller.tell("demo.joined");
  }

  private List<String> join(String code) {
    Request.Builder join = Request.newBuilder();
    join.getJoinBuilder().setCode(code).setWaitSeconds(PATIENCE_MS / 1000);
    try {
      return omid.ask(join).getJoin().getWordsList();
    } catch (IOException | ControlException e) {
      throw new CompletionException(e);
    }
  }

  private List<RequestResult> requests() throws IOException, ControlException {
    Request.Builder requests = Request.newBuilder();
    requests.getMemberRequestsBuilder();
    return maryam.ask(requests).getMemberRequests().getItemsList();
  }

  private boolean decideTogether() throws IOException, ControlException {
    String id = propose("Meet on Friday");
    vote(maryam, id, "agree");
    vote(omid, id, "agree");
    await(() -> show(maryam, id).getVoted() == 2);
    teller.tell("demo.voted");
    return close(id);
  }

  private boolean decideApart() throws IOException, ControlException {
    String id = propose("Write to the mayor");
    cable.pull();
    teller.tell("demo.cut");
    vote(maryam, id, "agree");
    vote(omid, id, "disagree");
    teller.tell("demo.apart", show(maryam, id).getVoted(), show(omid, id).getVoted());
    cable.putBack();
    await(() -> show(maryam, id).getVoted() == 2 && show(omid, id).getVoted() == 2);
    teller.tell("demo.reunited");
    return close(id);
  }

  private String propose(String title) throws IOException, ControlException {
    Request.Builder propose = Request.newBuilder();
    propose.getDecisionProposeBuilder().setTitle(title);
    String id = maryam.ask(propose).getDecision().getId();
    await(() -> knows(id));
    teller.tell("demo.proposed", title);
    return id;
  }

  private boolean knows(String id) throws IOException, ControlException {
    Request.Builder list = Request.newBuilder();
    list.getDecisionListBuilder();
    return omid.ask(list).getDecisionList().getItemsList().stream()
        .anyMatch(decision -> decision.getId().equals(id));
  }

  private static void vote(ChildNode node, String id, String choice)
      throws IOException, ControlException {
    Request.Builder vote = Request.newBuilder();
    vote.getDecisionVoteBuilder().setDecision(id).setChoice(choice);
    node.ask(vote);
  }

  private boolean close(String id) throws IOException, ControlException {
    Request.Builder close = Request.newBuilder();
    close.getDecisionCloseBuilder().setDecision(id);
    DecisionResult here = maryam.ask(close).getDecision();
    await(() -> show(omid, id).getState().equals("settled"));
    DecisionResult there = show(omid, id);
    teller.tell("demo.settled." + here.getResult(), here.getTitle());
    return here.getResult().equals(there.getResult())
        && here.getCountsMap().equals(there.getCountsMap());
  }

  private static DecisionResult show(ChildNode node, String id)
      throws IOException, ControlException {
    Request.Builder show = Request.newBuilder();
    show.getDecisionShowBuilder().setDecision(id);
    return node.ask(show).getDecision();
  }

  private boolean compare() throws IOException, ControlException {
    await(() -> status(maryam).getDigest().equals(status(omid).getDigest()));
    NetworkStatus here = status(maryam);
    NetworkStatus there = status(omid);
    teller.tell("demo.same");
    teller.code(String.join(" ", here.getWordsList()));
    teller.code(String.join(" ", there.getWordsList()));
    return here.getDigest().equals(there.getDigest())
        && here.getWordsList().equals(there.getWordsList());
  }

  private static NetworkStatus status(ChildNode node) throws IOException, ControlException {
    Request.Builder status = Request.newBuilder();
    status.getStatusBuilder();
    return node.ask(status).getStatus().getNetworks(0);
  }

  private static void await(Check check) throws IOException, ControlException {
    long deadline = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (!check.holds()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("waited for " + PATIENCE_MS + " ms in vain");
      }
      LockSupport.parkNanos(PAUSE_MS * 1_000_000);
    }
  }
}
