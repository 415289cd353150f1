package org.peyvand.node.handler;

import org.peyvand.node.control.proto.Result;
import org.peyvand.node.control.proto.WipeResult;
import org.peyvand.node.store.Wipe;

/** What is said of a wipe. */
public final class Wiped {
  private Wiped() {}

  public static Result result(Wipe.Keys keys) {
    WipeResult wiped =
        WipeResult.newBuilder()
            .setKeysDestroyedMs(keys.millis())
            .setOverwritten(keys.overwritten())
            .build();
    return Result.newBuilder().setWipe(wiped).build();
  }
}
