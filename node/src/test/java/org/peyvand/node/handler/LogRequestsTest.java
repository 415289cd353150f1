package org.peyvand.node.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.EntryResult;
import org.peyvand.node.control.proto.InviteCreate;
import org.peyvand.node.control.proto.Join;
import org.peyvand.node.control.proto.LogList;
import org.peyvand.node.control.proto.LogListResult;
import org.peyvand.node.control.proto.LogVerify;
import org.peyvand.node.control.proto.NetworkCreate;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.ResourceAdd;
import org.peyvand.protocol.membership.JoinRequest;

/** A log in pages, and what the engine is spared. */
class LogRequestsTest {
  @TempDir Path folder;

  private Laptop founder() throws Exception {
    Laptop mina = new Laptop(folder, "mina");
    mina.ask(
        Request.newBuilder()
            .setNetworkCreate(NetworkCreate.newBuilder().setName("x").setPurpose("information")));
    return mina;
  }

  private static Request.Builder after(String id) {
    return Request.newBuilder().setLogList(LogList.newBuilder().setAfter(id));
  }

  private static LogListResult page(Laptop laptop, int size, String after) throws Exception {
    return new LogRequests(new Desk(laptop.node()), size).answer(after(after).build()).getLogList();
  }

  @Test
  void pagesOfEverySizeMakeTheWholeOnceAndInOrder() throws Exception {
    try (Laptop mina = founder()) {
      for (String title : List.of("a", "b", "c")) {
        mina.ask(Request.newBuilder().setResourceAdd(ResourceAdd.newBuilder().setTitle(title)));
        mina.ask(Request.newBuilder().setInviteCreate(InviteCreate.newBuilder()));
      }
      List<EntryResult> whole = mina.ask(after("")).getLogList().getItemsList();
      assertTrue(whole.size() >= 7, whole::toString);
      for (int size = 1; size <= whole.size(); size++) {
        List<EntryResult> parts = new ArrayList<>();
        LogListResult page = page(mina, size, "");
        parts.addAll(page.getItemsList());
        while (page.hasNext()) {
          page = page(mina, size, page.getNext());
          assertFalse(page.getItemsList().isEmpty());
          parts.addAll(page.getItemsList());
        }
        assertEquals(whole, parts, "pages of " + size);
      }
      String third = whole.get(2).getId();
      assertEquals(whole.get(3), page(mina, 1, third.substring(0, 16)).getItems(0));
      mina.refused(after("f".repeat(64)), FailureCode.ENTRY_NOT_FOUND);
      mina.refused(after("no id"), FailureCode.ENTRY_NOT_FOUND);
      Request.Builder verify = Request.newBuilder().setLogVerify(LogVerify.newBuilder());
      assertEquals(whole.size(), mina.ask(verify).getLogVerify().getEntries());
    }
  }

  @Test
  void theSlowWordsOfARequestAreComputedOnce() throws Exception {
    try (Laptop mina = founder();
        Laptop omid = new Laptop(folder, "omid")) {
      Request.Builder invite = Request.newBuilder().setInviteCreate(InviteCreate.newBuilder());
      String code = mina.ask(invite).getInvite().getCode();
      omid.ask(Request.newBuilder().setJoin(Join.newBuilder().setCode(code)));
      JoinRequest request = omid.node().pending().all().get(0).request();
      RequestWords words = new RequestWords();
      assertEquals(6, words.of(request).size());
      assertSame(words.of(request), words.of(request));
    }
  }
}
