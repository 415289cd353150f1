package org.peyvand.node.group;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread that reads and changes replicas. Everybody else asks it.
 *
 * <p>Group commit: the tasks that wait when a turn begins run one after another, then all that they
 * wrote is made durable in one forced write, and only then does anything leave: answers, and what
 * was handed to {@link #whenDurable}. If the write fails, all of them fail with it. Nothing waits
 * for company: a task that comes alone is a turn of its own.
 *
 * <p>Nothing that runs here waits for a network, a person or another thread.
 */
public final class Engine implements AutoCloseable {
  /** What may wait to be written before it is, in bytes: it is in memory twice. */
  static final long TURN_BYTES = 4L * 1024 * 1024;

  private record Held(Runnable done, Consumer<Throwable> failed) {}

  private final Durability durability;
  private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final List<Held> held = new ArrayList<>();
  private final Thread[] thread = new Thread[1];
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            thread[0] = new Thread(work, "peyvand-engine");
            thread[0].setDaemon(true);
            return thread[0];
          });

  public Engine(Groups groups) {
    this((Durability) groups);
  }

  Engine(Durability durability) {
    this.durability = durability;
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Does the work on the engine's thread and waits until it is done and durable. On the engine's
   * own thread it is done at once, as part of the task that asks.
   *
   * @throws ExecutionException with what the work threw, or why it did not become durable
   */
  public <T> T call(Callable<T> work) throws ExecutionException, InterruptedException {
    if (Thread.currentThread() == thread[0]) {
      try {
        return work.call();
      } catch (Exception e) {
        throw new ExecutionException(e);
      }
    }
    return submit(work).get();
  }

  /** Does the work on the engine's thread, in a later turn; done when what it wrote is durable. */
  public <T> CompletableFuture<T> submit(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    if (executor.isShutdown()) {
      done.completeExceptionally(new CancellationException("the node is closing"));
      return done;
    }
    waiting.add(() -> run(work, done));
    executor.execute(this::turn);
    return done;
  }

  /** Does the work on the engine's thread after a while; forgotten when the node closes first. */
  public void after(long delayMs, Callable<?> work) {
    if (!executor.isShutdown()) {
      executor.schedule(() -> submit(work), delayMs, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Lets something out of a task, on the engine's thread, in order, once all that was written until
   * now is durable. For a task of the engine.
   *
   * @param failed instead, with the reason, if that does not become durable, or if {@code done}
   *     throws
   */
  public void whenDurable(Runnable done, Consumer<Throwable> failed) {
    held.add(new Held(done, failed));
  }

  private void turn() {
    for (int left = waiting.size(); left > 0; left--) {
      waiting.remove().run();
      long staged = durability.stagedBytes();
      if (staged == 0 || staged >= TURN_BYTES || left == 1) {
        force();
      }
    }
  }

  private <T> void run(Callable<T> work, CompletableFuture<T> done) {
    try {
      T result = work.call();
      whenDurable(() -> done.complete(result), done::completeExceptionally);
    } catch (Throwable t) {
      whenDurable(() -> done.completeExceptionally(t), failed -> done.completeExceptionally(t));
    }
  }

  private void force() {
    List<Held> released = List.copyOf(held);
    held.clear();
    try {
      durability.force();
    } catch (Throwable t) {
      released.forEach(each -> each.failed.accept(t));
      return;
    }
    released.forEach(Engine::release);
  }

  private static void release(Held held) {
    try {
      held.done.run();
    } catch (Throwable t) {
      held.failed.accept(t);
    }
  }

  /** Ends what is queued already, takes nothing more. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("engine: expected to end in 30 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
