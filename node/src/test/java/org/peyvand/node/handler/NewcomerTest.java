package org.peyvand.node.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.control.proto.NetworkCreate;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.ResourceAdd;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Live;
import org.peyvand.protocol.entry.Act;

/** Who is in is learnt over the very channel on which it matters. */
@Timeout(60)
class NewcomerTest {
  private static final int PATIENCE_S = 20;

  @TempDir Path folder;
  private Laptop mina;
  private Laptop omid;
  private Laptop sara;

  @BeforeEach
  void minaHasLetBothInAndTheyHaveNotMet() throws Exception {
    mina = new Laptop(folder, "mina");
    omid = new Laptop(folder, "omid");
    sara = new Laptop(folder, "sara");
    mina.ask(
        Request.newBuilder()
            .setNetworkCreate(NetworkCreate.newBuilder().setName("x").setPurpose("information")));
    mina.admit(omid);
    omid.ask(note("of omid"));
    mina.admit(sara);
    sara.ask(note("of sara"));
  }

  @AfterEach
  void close() throws Exception {
    mina.close();
    omid.close();
    sara.close();
  }

  private static Request.Builder note(String title) {
    return Request.newBuilder().setResourceAdd(ResourceAdd.newBuilder().setTitle(title));
  }

  @Test
  void aNewcomerAndWhoHasNotHeardOfItBecomeEqualInOneSession() throws Exception {
    assertNotEquals(sara.digest(), omid.digest());
    Live.Calling calling = sara.call(omid.listen());
    Live.Outcome outcome = calling.equal().get(PATIENCE_S, TimeUnit.SECONDS);
    assertEquals(sara.digest(), omid.digest());
    assertNotEquals(0, outcome.tally().receivedEntries());
    assertFalse(calling.over().isDone());
    omid.ask(note("live"));
    while (!sara.digest().equals(omid.digest())) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoSaysThatItHasLeftIsHungUpOn() throws Exception {
    Live.Calling calling = sara.call(omid.listen());
    calling.equal().get(PATIENCE_S, TimeUnit.SECONDS);
    sara.write(new Act.Leave());
    calling.over().get(PATIENCE_S, TimeUnit.SECONDS);
    assertEquals("left", omid.member("sara").getState());
  }

  @Test
  void theOldestOfTooManyChannelsOfADeviceMakesRoom() throws Exception {
    Address at = omid.listen();
    List<Live.Calling> callings = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callings.add(sara.call(at));
      callings.get(i).equal().get(PATIENCE_S, TimeUnit.SECONDS);
    }
    for (Live.Calling calling : callings) {
      assertFalse(calling.over().isDone());
    }
    sara.call(at).equal().get(PATIENCE_S, TimeUnit.SECONDS);
    callings.get(0).over().get(PATIENCE_S, TimeUnit.SECONDS);
    assertFalse(callings.get(2).over().isDone());
  }
}
