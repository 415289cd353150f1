package org.peyvand.node.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.BundleExport;
import org.peyvand.node.control.proto.InviteCreate;
import org.peyvand.node.control.proto.Join;
import org.peyvand.node.control.proto.MemberAdmit;
import org.peyvand.node.control.proto.NetworkCreate;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.ResourceAdd;

/** Two come with one code that is good for one, and are let in apart. */
class HeldTest {
  @TempDir Path folder;
  private final List<Laptop> all = new ArrayList<>();

  private Laptop laptop(String name) throws Exception {
    all.add(new Laptop(folder, name));
    return all.get(all.size() - 1);
  }

  @AfterEach
  void close() throws Exception {
    for (Laptop each : all) {
      each.close();
    }
  }

  private static String invite(Laptop by) throws ControlException {
    return by.ask(Request.newBuilder().setInviteCreate(InviteCreate.newBuilder()))
        .getInvite()
        .getCode();
  }

  /** Asks by stick, and is let in. */
  private static void letIn(Laptop host, Laptop guest, String name, String code)
      throws ControlException {
    guest.ask(Request.newBuilder().setJoin(Join.newBuilder().setCode(code)));
    String file = guest.file("request");
    BundleExport.Builder export = BundleExport.newBuilder().setPath(file).setJoin(code);
    guest.ask(Request.newBuilder().setBundleExport(export));
    host.take(file);
    host.ask(Request.newBuilder().setMemberAdmit(MemberAdmit.newBuilder().setRequest(name)));
    host.carryTo(guest);
  }

  @Test
  void bothAreHeldUntilTheGroupChoosesOneByANewInvite() throws Exception {
    Laptop mina = laptop("mina");
    Laptop omid = laptop("omid");
    Laptop ann = laptop("ann");
    Laptop bob = laptop("bob");
    NetworkCreate.Builder network =
        NetworkCreate.newBuilder().setName("x").setPurpose("information");
    mina.ask(Request.newBuilder().setNetworkCreate(network));
    mina.admit(omid);
    String code = invite(mina);
    mina.carryTo(omid);
    letIn(mina, ann, "ann", code);
    letIn(omid, bob, "bob", code);
    mina.carryTo(omid);
    omid.carryTo(mina);
    for (String bearer : List.of("ann", "bob")) {
      assertEquals("held", mina.member(bearer).getState());
      assertEquals("held", omid.member(bearer).getState());
    }
    letIn(mina, ann, "ann", invite(mina));
    mina.carryTo(omid);
    for (Laptop each : List.of(mina, omid, ann)) {
      assertEquals("active", each.member("ann").getState());
      assertEquals("held", each.member("bob").getState());
    }
    Request.Builder note =
        Request.newBuilder().setResourceAdd(ResourceAdd.newBuilder().setTitle("hello"));
    ann.ask(note);
    bob.handTo(mina);
    mina.handTo(bob);
    bob.refused(note, FailureCode.HELD);
  }
}
