package org.peyvand.cli.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.Node;
import org.peyvand.node.group.Group;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;

/** A home that this process holds, with at most one network. */
final class OpenHome implements Closeable {
  private final Node node;

  private OpenHome(Node node) {
    this.node = node;
  }

  static OpenHome open(Path home, char[] passphrase) throws IOException {
    try {
      return new OpenHome(Node.open(home, passphrase));
    } catch (HomeException | StoreException e) {
      throw new IOException(home + ": " + e.getMessage(), e);
    }
  }

  Node node() {
    return node;
  }

  /** Does the work on the engine's thread and waits for it. */
  <T> T ask(Callable<T> work) throws IOException {
    try {
      return node.engine().call(work);
    } catch (ExecutionException e) {
      throw new IOException(node.path() + ": " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while measuring", e);
    }
  }

  /** The one network. */
  Group group() throws IOException {
    return ask(() -> node.groups().all().iterator().next());
  }

  /** Acts of random content. */
  List<Act> chunks(int count, int payload) {
    List<Act> acts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      acts.add(new Act.Chunk(Bytes.own(node.entropy().bytes(payload))));
    }
    return acts;
  }

  @Override
  public void close() throws IOException {
    try {
      node.close();
    } catch (HomeException e) {
      throw new IOException(node.path() + ": " + e.getMessage(), e);
    }
  }
}
