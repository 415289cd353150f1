package org.peyvand.cli.session;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.peyvand.cli.render.Messages;
import org.peyvand.cli.render.StateWords;
import org.peyvand.node.control.proto.Notice;
import org.peyvand.node.control.proto.Progress;
import org.peyvand.node.control.proto.Reply;

/**
 * Shows notices at once, and progress only on a terminal and only of what takes more than a second;
 * both on standard error.
 */
final class Meanwhile implements Consumer<Reply> {
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final Terminal terminal;
  private final Messages messages;
  private final boolean showProgress;
  private long nextNanos = System.nanoTime() + QUIET.toNanos();
  private boolean lineOpen;

  Meanwhile(Terminal terminal, Messages messages, boolean showProgress) {
    this.terminal = terminal;
    this.messages = messages;
    this.showProgress = showProgress;
  }

  @Override
  public void accept(Reply frame) {
    if (frame.hasNotice()) {
      notice(frame.getNotice());
    } else if (showProgress && System.nanoTime() - nextNanos >= 0) {
      nextNanos = System.nanoTime() + BETWEEN.toNanos();
      progress(frame.getProgress());
    }
  }

  private void notice(Notice notice) {
    end();
    String key = "notice." + notice.getKey();
    if (messages.has(key)) {
      terminal.err().println(messages.text(key, arguments(notice)));
    }
  }

  /** Words to compare are shown in every list that the reader may need. */
  private Object[] arguments(Notice notice) {
    if (notice.getKey().equals("join-words")) {
      List<String> words = List.of(notice.getArguments(0).split(" "));
      return new Object[] {String.join("\n\n", StateWords.lines(messages, words))};
    }
    return notice.getArgumentsList().toArray();
  }

  private void progress(Progress progress) {
    String kind = messages.word("progress", progress.getKey());
    String line =
        progress.getTotal() == 0
            ? messages.text("progress.line", kind, progress.getDone())
            : messages.text("progress.line-of", kind, progress.getDone(), progress.getTotal());
    terminal.err().print("\r" + line);
    terminal.err().flush();
    lineOpen = true;
  }

  /** Ends the line that progress is written on. */
  void end() {
    if (lineOpen) {
      terminal.err().println();
      lineOpen = false;
    }
  }
}
