package dev.vifte.testkit.server;

import java.io.IOException;

/// What a system can tell a process beside to end.
public enum Signal {
  /// Holds it still: connections stay open, nothing answers.
  STOP,
  /// Ends what [#STOP] began.
  CONT;

  public void send(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).inheritIO().start().waitFor();
  }
}
