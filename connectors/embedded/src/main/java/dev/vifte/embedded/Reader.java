package dev.vifte.embedded;

import java.util.List;

/// A thread with a connection that only reads: each query sees all that was committed before it.
final class Reader implements Runnable {
  private final Mailbox mailbox;
  private final Session session;
  private final Failures failures;

  Reader(Mailbox mailbox, Session session, Failures failures) {
    this.mailbox = mailbox;
    this.session = session;
    this.failures = failures;
  }

  @Override
  public void run() {
    List<Command<?>> next = mailbox.take(1);
    while (!next.isEmpty()) {
      read(next.getFirst());
      next = mailbox.take(1);
    }
  }

  private void read(Command<?> query) {
    try {
      query.run(session);
      query.succeed();
    } catch (Exception | Error e) {
      query.fail(failures.translate(e));
    }
  }
}
