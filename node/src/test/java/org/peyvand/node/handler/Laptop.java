package org.peyvand.node.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.peyvand.node.Node;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.BundleExport;
import org.peyvand.node.control.proto.BundleImport;
import org.peyvand.node.control.proto.BundleResult;
import org.peyvand.node.control.proto.DecisionPropose;
import org.peyvand.node.control.proto.DecisionResult;
import org.peyvand.node.control.proto.Failure;
import org.peyvand.node.control.proto.InviteCreate;
import org.peyvand.node.control.proto.Join;
import org.peyvand.node.control.proto.MemberAdmit;
import org.peyvand.node.control.proto.MemberResult;
import org.peyvand.node.control.proto.MemberShow;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Live;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.Runs;

/** A node in this process that never listens; others get bundles from it. */
final class Laptop implements AutoCloseable {
  private static final char[] PASSPHRASE = "some unrelated words".toCharArray();

  private final Node node;
  private final Path folder;
  private final String name;

  /** Keeps the result of one request. */
  private static final class Last implements ReplySink {
    private Result result;
    private String notice = "";

    @Override
    public void send(Reply frame) {
      if (frame.hasResult()) {
        result = frame.getResult();
      } else if (frame.hasNotice()) {
        notice = frame.getNotice().getKey();
      }
    }

    @Override
    public boolean gone() {
      return false;
    }
  }

  Laptop(Path folder, String name) throws Exception {
    this.folder = folder;
    this.name = name;
    Node.init(folder.resolve(name), name, PASSPHRASE);
    this.node = Node.open(folder.resolve(name), PASSPHRASE);
  }

  Result ask(Request.Builder request) throws ControlException {
    Last last = new Last();
    new Handlers(node).handle(request.build(), last);
    return last.result;
  }

  /** The key of the last notice that came with the answer; empty if none did. */
  String notice(Request.Builder request) throws ControlException {
    Last last = new Last();
    new Handlers(node).handle(request.build(), last);
    return last.notice;
  }

  Node node() {
    return node;
  }

  /** Reads a bundle while no more than so many bytes may wait. */
  BundleResult take(String file, long waitingBytes) throws Exception {
    Request request =
        Request.newBuilder().setBundleImport(BundleImport.newBuilder().setPath(file)).build();
    return new BundleImportRequests(new Desk(node), waitingBytes)
        .answer(request, new Last())
        .getBundle();
  }

  Failure refused(Request.Builder request, FailureCode code) {
    Failure failure = assertThrows(ControlException.class, () -> ask(request)).failure();
    assertEquals(code.key(), failure.getCode());
    return failure;
  }

  static Request.Builder proposal(String effect, String target, String value) {
    return Request.newBuilder()
        .setDecisionPropose(
            DecisionPropose.newBuilder()
                .setTitle(effect)
                .setEffect(effect)
                .setTarget(target)
                .setValue(value));
  }

  DecisionResult propose(String effect, String target, String value) throws ControlException {
    return ask(proposal(effect, target, value)).getDecision();
  }

  MemberResult member(String named) throws ControlException {
    return ask(Request.newBuilder().setMemberShow(MemberShow.newBuilder().setMember(named)))
        .getMember();
  }

  /** Lets somebody in, by bundles alone. */
  void admit(Laptop guest) throws ControlException {
    Request.Builder invite = Request.newBuilder().setInviteCreate(InviteCreate.newBuilder());
    String code = ask(invite).getInvite().getCode();
    guest.ask(Request.newBuilder().setJoin(Join.newBuilder().setCode(code)));
    guest.carryTo(this);
    ask(Request.newBuilder().setMemberAdmit(MemberAdmit.newBuilder().setRequest(guest.name)));
    carryTo(guest);
  }

  /** Gives another all that is here. */
  BundleResult carryTo(Laptop other) throws ControlException {
    return other.take(written(other.name));
  }

  BundleResult take(String file) throws ControlException {
    return ask(Request.newBuilder().setBundleImport(BundleImport.newBuilder().setPath(file)))
        .getBundle();
  }

  /** Writes a bundle; where it is. */
  String written(String label) throws ControlException {
    String file = file(label);
    ask(Request.newBuilder().setBundleExport(BundleExport.newBuilder().setPath(file)));
    return file;
  }

  String file(String label) {
    return folder.resolve(name + "-" + label + "-" + System.nanoTime()).toString();
  }

  /** Hands another all that is here without asking whether it may have it. */
  void handTo(Laptop other) throws Exception {
    List<Run> runs = new ArrayList<>();
    EntryStore store = only(node).replica().store();
    for (Head head : store.heads()) {
      long next = head.firstSeq();
      while (next <= head.seq()) {
        Run run = Runs.cut(store, head.branch(), next).orElseThrow();
        runs.add(run);
        next = run.lastSeq() + 1;
      }
    }
    other.node.engine().call(() -> only(other.node).take(runs));
  }

  Address listen() throws Exception {
    return node.live().listen("127.0.0.1", 0);
  }

  /** Calls another and stays on the line. */
  Live.Calling call(Address address) throws Exception {
    return node.live().call(only(node), address);
  }

  Bytes digest() throws Exception {
    return node.engine().call(() -> only(node).replica().digest());
  }

  /** Writes an own act without asking anything else. */
  void write(Act act) throws Exception {
    node.engine().call(() -> only(node).write(act));
  }

  private static Group only(Node node) {
    return node.groups().all().iterator().next();
  }

  @Override
  public void close() throws HomeException {
    node.close();
  }
}
