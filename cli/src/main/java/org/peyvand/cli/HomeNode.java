package org.peyvand.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.peyvand.cli.session.LocalNode;
import org.peyvand.node.Node;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.ControlServer;
import org.peyvand.node.control.ControlSocket;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.InitResult;
import org.peyvand.node.control.proto.PassphraseResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.control.proto.WipeResult;
import org.peyvand.node.doctor.Examination;
import org.peyvand.node.handler.BackupFiles;
import org.peyvand.node.handler.Failures;
import org.peyvand.node.handler.Findings;
import org.peyvand.node.handler.Handlers;
import org.peyvand.node.handler.Wiped;
import org.peyvand.node.live.Address;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.SystemEntropy;
import org.peyvand.node.store.Wipe;
import org.peyvand.node.wire.Proxy;
import org.peyvand.node.wire.WireException;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.words.Folding;

/** Homes on this machine, opened in this process. */
public final class HomeNode implements LocalNode {
  @Override
  public boolean exists(Path home) {
    return Node.isHome(home);
  }

  @Override
  public Result init(Path home, String typed, char[] passphrase) throws ControlException {
    String name = Folding.clean(typed).strip();
    if (name.isEmpty() || name.length() > Limits.NAME_CHARS) {
      throw new ControlException(FailureCode.BAD_VALUE, "--name", typed);
    }
    try {
      String device = Node.init(home, name, passphrase);
      return Result.newBuilder()
          .setInit(InitResult.newBuilder().setDevice(device).setName(name))
          .build();
    } catch (HomeException e) {
      throw Failures.of(e, home);
    }
  }

  @Override
  public Result restore(
      Path home, Path file, char[] passphrase, char[] backupPassphrase, ReplySink replies)
      throws ControlException {
    return BackupFiles.restore(home, file, passphrase, backupPassphrase, replies);
  }

  @Override
  public Result verify(Path file, char[] backupPassphrase, ReplySink replies)
      throws ControlException {
    return BackupFiles.verify(file, backupPassphrase, replies);
  }

  @Override
  public Opened open(Path home, char[] passphrase) throws ControlException {
    return new OpenedHome(node(home, passphrase));
  }

  @Override
  public Running run(Path home, char[] passphrase, Start start) throws ControlException {
    String listen = start.listen();
    Optional<Address> where = Optional.empty();
    if (!listen.isEmpty()) {
      where = Address.parse(listen);
      if (where.isEmpty()) {
        throw new ControlException(FailureCode.BAD_ADDRESS, listen);
      }
    }
    Optional<Proxy> proxy = proxy(start.proxy());
    Node node = node(home, passphrase);
    try {
      if (!start.proxy().isEmpty()) {
        node.device().proxy(proxy);
      }
      Address bound = node.run(where, start.discover());
      ControlServer server = ControlServer.start(home, new Handlers(node));
      return new RunningHome(node, server, bound);
    } catch (WireException e) {
      closeAfter(node, e);
      throw notListening(e, listen.isEmpty() ? node.device().listen().orElse("") : listen);
    } catch (HomeException e) {
      closeAfter(node, e);
      throw Failures.of(e, home);
    } catch (IOException e) {
      closeAfter(node, e);
      throw new ControlException(
          e, FailureCode.IO, home.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Proxy> proxy(String typed) throws ControlException {
    Optional<Proxy> proxy = Proxy.parse(typed);
    if (proxy.isEmpty() && !typed.isEmpty() && !typed.equals(Start.NO_PROXY)) {
      throw new ControlException(FailureCode.BAD_PROXY, typed);
    }
    return proxy;
  }

  @Override
  public boolean isAnythingThere(Path home) {
    return Wipe.isNeeded(home);
  }

  @Override
  public void changePassphrase(Path home, char[] old, char[] changed, ReplySink replies)
      throws ControlException {
    long start = System.nanoTime();
    AtomicLong entries = new AtomicLong();
    try {
      Node.changePassphrase(
          home,
          old,
          changed,
          (done, total) -> {
            entries.set(total / 2);
            replies.progress("reseal", done, total);
          });
    } catch (HomeException e) {
      throw Failures.of(e, home);
    }
    PassphraseResult result =
        PassphraseResult.newBuilder()
            .setEntries(entries.get())
            .setSeconds((System.nanoTime() - start) / 1e9)
            .build();
    replies.result(Result.newBuilder().setPassphrase(result).build());
  }

  @Override
  public Result destroyKeys(Path home) throws ControlException {
    try {
      return Wiped.result(new Wipe(home, new SystemEntropy()).destroyKeys());
    } catch (HomeException e) {
      throw new ControlException(e, FailureCode.KEYS_REMAIN, home.toString());
    }
  }

  @Override
  public Result removeRest(Path home, Result keys) throws ControlException {
    try {
      List<Path> left = new Wipe(home, new SystemEntropy()).removeRest();
      ControlSocket.remove(home);
      WipeResult wiped =
          keys.getWipe().toBuilder().addAllLeft(left.stream().map(Path::toString).toList()).build();
      return Result.newBuilder().setWipe(wiped).build();
    } catch (HomeException e) {
      throw new ControlException(e, FailureCode.KEYS_REMAIN, home.toString());
    } catch (IOException e) {
      throw new ControlException(
          e, FailureCode.IO, home.toString(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Result examine(Path home, boolean answers) {
    return Findings.result(Examination.of(home, answers));
  }

  private static ControlException notListening(WireException failure, String where) {
    return switch (failure.kind()) {
      case PORT_TAKEN -> new ControlException(failure, FailureCode.PORT_TAKEN, where);
      case NO_INTERFACE, UNKNOWN_HOST ->
          new ControlException(failure, FailureCode.NO_INTERFACE, where);
      default ->
          new ControlException(
              failure, FailureCode.IO, where, String.valueOf(failure.getMessage()));
    };
  }

  private static void closeAfter(Node node, Exception failure) {
    try {
      node.close();
    } catch (HomeException again) {
      failure.addSuppressed(again);
    }
  }

  private static Node node(Path home, char[] passphrase) throws ControlException {
    try {
      return Node.open(home, passphrase);
    } catch (HomeException e) {
      throw Failures.of(e, home);
    } catch (StoreException e) {
      throw Failures.of(e, home);
    }
  }

  private static void close(Node node) throws IOException {
    try {
      node.close();
    } catch (HomeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private record OpenedHome(Node node) implements Opened {
    @Override
    public void handle(Request request, ReplySink replies) throws ControlException {
      new Handlers(node).handle(request, replies);
    }

    @Override
    public void close() throws IOException {
      HomeNode.close(node);
    }
  }

  private record RunningHome(Node node, ControlServer server, Address bound) implements Running {
    @Override
    public String listen() {
      return bound.toString();
    }

    @Override
    public String device() {
      return node.own().device().hex();
    }

    @Override
    public String proxy() {
      return node.device().proxy().map(Proxy::toString).orElse("");
    }

    @Override
    public void awaitEnd() throws InterruptedException {
      node.awaitEnd();
    }

    /** A node that was wiped leaves nothing to put in order, and must not write again. */
    @Override
    public void close() throws IOException {
      if (!node.hasEnded()) {
        server.close();
        HomeNode.close(node);
      }
    }
  }
}
