package org.peyvand.node.group;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that reads and changes replicas. Everybody else asks it.
 *
 * <p>Nothing that runs here waits for a network, a person or another thread.
 */
public final class Engine implements AutoCloseable {
  private final Thread[] thread = new Thread[1];
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            thread[0] = new Thread(work, "peyvand-engine");
            thread[0].setDaemon(true);
            return thread[0];
          });

  public Engine() {
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Does the work on the engine's thread and waits for it.
   *
   * @throws ExecutionException with what the work threw
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

  /** Does the work on the engine's thread, later. */
  public <T> CompletableFuture<T> submit(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    if (executor.isShutdown()) {
      done.completeExceptionally(new CancellationException("the node is closing"));
      return done;
    }
    executor.execute(
        () -> {
          try {
            done.complete(work.call());
          } catch (Throwable t) {
            done.completeExceptionally(t);
          }
        });
    return done;
  }

  /** Does the work on the engine's thread after a while; forgotten when the node closes first. */
  public void after(long delayMs, Runnable work) {
    if (!executor.isShutdown()) {
      executor.schedule(work, delayMs, TimeUnit.MILLISECONDS);
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
