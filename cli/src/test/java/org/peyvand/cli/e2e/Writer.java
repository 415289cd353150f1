package org.peyvand.cli.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.peyvand.node.Node;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;

/**
 * A node that writes all the time, in a process that is there to be killed. Says first what it has
 * of its own, then what it has written, as soon as it is told that that is durable; and once each
 * that it met somebody and that it got something from them.
 */
final class Writer {
  private static final long PAUSE_NANOS = 3_000_000;
  private static final int READ_BYTES = 1024 * 1024;

  private final Node node;
  private final Group group;

  private Writer(Node node) {
    this.node = node;
    this.group = node.groups().all().iterator().next();
  }

  /**
   * @param arguments home, file of the passphrase, the first sequence number to tell of
   */
  public static void main(String[] arguments) throws Exception {
    String passphrase = Files.readString(Path.of(arguments[1])).strip();
    Node node = Node.open(Path.of(arguments[0]), passphrase.toCharArray());
    Writer writer = new Writer(node);
    writer.tellWhatIsHere(Long.parseLong(arguments[2]));
    node.run(Optional.empty(), false);
    writer.write();
  }

  private void tellWhatIsHere(long from) throws StoreException {
    for (Head head : group.replica().store().heads()) {
      if (head.branch().number() > 0) {
        say("fork", head.seq(), head.id().hex());
      }
      if (isOwn(head) && head.branch().chain().lane() != Lane.GOVERNANCE) {
        tell(head, from);
      }
    }
    say("here", group.replica().store().heads().size(), "");
  }

  private void tell(Head head, long from) throws StoreException {
    long next = from;
    while (next <= head.seq()) {
      List<SignedEntry> part = group.replica().store().read(head.branch(), next, 1_000, READ_BYTES);
      for (SignedEntry entry : part) {
        say("had", next, entry.entry().id().hex());
        next++;
      }
    }
  }

  private void write() throws Exception {
    Act act = new Act.AddResource("note", "A note", "x".repeat(200), List.of(), Optional.empty());
    long before = received();
    boolean met = false;
    boolean got = false;
    while (!Thread.interrupted()) {
      if (!met && node.connected() > 0) {
        met = true;
        say("met", node.connected(), "");
      }
      if (met && !got && received() > before) {
        got = true;
        say("got", received() - before, "");
      }
      SignedEntry entry = node.engine().call(() -> group.write(act)).entries().get(0);
      say("wrote", entry.entry().header().seq(), entry.entry().id().hex());
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** How many entries of others are here. */
  private long received() throws Exception {
    return node.engine()
        .call(
            () -> {
              long entries = 0;
              for (Head head : group.replica().store().heads()) {
                entries += isOwn(head) ? 0 : head.seq() + 1;
              }
              return entries;
            });
  }

  private boolean isOwn(Head head) {
    return head.branch().chain().device().equals(node.own().device());
  }

  /** A line that ends with a full stop was said to its end. */
  private static void say(String what, long number, String id) {
    System.out.print(what + " " + number + " " + id + " .\n");
    System.out.flush();
  }
}
