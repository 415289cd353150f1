package org.peyvand.node.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.NetworkCreate;
import org.peyvand.node.control.proto.PeerAdd;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Sync;

/** Why a session did not come to be, as a person is told. */
class SyncFailuresTest {
  @TempDir Path folder;

  private static Request.Builder sync(String with) {
    return Request.newBuilder().setSync(Sync.newBuilder().setWith(with).setWaitSeconds(30));
  }

  private static String at(ServerSocket socket) {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private static ServerSocket bound() throws IOException {
    return new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  }

  @Test
  void eachKindOfFailureIsToldAndOfSeveralTheMostTelling() throws Exception {
    String closed = "127.0.0.1:1";
    try (Laptop mina = new Laptop(folder, "mina");
        ServerSocket silent = bound()) {
      mina.ask(
          Request.newBuilder()
              .setNetworkCreate(NetworkCreate.newBuilder().setName("x").setPurpose("information")));
      mina.refused(sync(""), FailureCode.NOBODY_REACHABLE);
      mina.refused(sync(closed), FailureCode.NOT_LISTENING);
      mina.refused(sync("nowhere.invalid:4001"), FailureCode.UNKNOWN_HOST);
      mina.refused(sync(at(silent)), FailureCode.STRANGER_ANSWERS);
      for (String address : List.of(closed, at(silent), "127.0.0.1:2")) {
        mina.ask(Request.newBuilder().setPeerAdd(PeerAdd.newBuilder().setAddress(address)));
      }
      String told = mina.refused(sync(""), FailureCode.STRANGER_ANSWERS).getArguments(0);
      assertEquals(at(silent), told);
    }
  }

  @Test
  void ofSeveralThatAreNotThereNobodyIsReachable() {
    ControlException refused = new ControlException(FailureCode.NOT_LISTENING, "a:1");
    ControlException cut = new ControlException(FailureCode.SESSION_CUT);
    assertEquals(refused, SyncFailures.mostTelling(List.of(refused)));
    assertEquals(cut, SyncFailures.mostTelling(List.of(refused, cut, refused)));
    assertEquals(
        FailureCode.NOBODY_REACHABLE.key(),
        SyncFailures.mostTelling(List.of(refused, refused)).failure().getCode());
  }
}
