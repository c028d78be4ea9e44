package dev.vifte.app.screen;

import java.util.Locale;

/// How far a long work is: a bar in place on a terminal, otherwise a line at each tenth.
/// Thread-safe.
public final class Progress implements AutoCloseable {
  private static final int WIDTH = 30;

  private final Screen screen;
  private final String what;
  private final int total;
  private int done;
  private int told;

  Progress(Screen screen, String what, int total) {
    this.screen = screen;
    this.what = what;
    this.total = total;
    draw("");
  }

  /// One more is done.
  ///
  /// @param name of it
  public synchronized void step(String name) {
    done++;
    if (screen.live()) {
      draw(name);
    } else if (done * 10 / total > told) {
      told = done * 10 / total;
      screen.note(String.format(Locale.ROOT, "%s: %d of %d", what, done, total));
    }
  }

  /// A line above the bar.
  public synchronized void say(String line) {
    clear();
    screen.note(line);
    draw("");
  }

  @Override
  public synchronized void close() {
    clear();
  }

  private void draw(String name) {
    if (screen.live() && total > 0) {
      int filled = done * WIDTH / total;
      String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      screen.err().print("\r\u001b[K%s %s %d/%d %s".formatted(what, bar, done, total, name));
      screen.err().flush();
    }
  }

  private void clear() {
    if (screen.live()) {
      screen.err().print("\r\u001b[K");
      screen.err().flush();
    }
  }
}
