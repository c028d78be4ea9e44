package dev.vifte.app;

/// What is done when the process is told to stop (SIGTERM, Ctrl-C) before it has ended by itself.
public final class OnExit implements AutoCloseable {
  private final Thread hook;

  private OnExit(Thread hook) {
    this.hook = hook;
  }

  /// Runs `work` at a signal; closing takes that back.
  public static OnExit run(Runnable work) {
    var hook = new Thread(work, "on-exit");
    Runtime.getRuntime().addShutdownHook(hook);
    return new OnExit(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // the signal came first
    }
  }
}
