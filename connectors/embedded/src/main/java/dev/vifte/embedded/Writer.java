package dev.vifte.embedded;

import java.util.List;

/// The one thread that writes. Commands that wait together share a transaction, so they share its
/// fsync; each caller hears of its own only after the commit. When one of them fails all are rolled
/// back and done again one by one, so that a failure stays its own: failures are rare, savepoints
/// around every command would cost each of them.
final class Writer implements Runnable {
  private static final int BATCH = 1024;

  private final Mailbox mailbox;
  private final Session session;
  private final Ledger ledger;
  private final Failures failures;

  Writer(Mailbox mailbox, Session session, Ledger ledger, Failures failures) {
    this.mailbox = mailbox;
    this.session = session;
    this.ledger = ledger;
    this.failures = failures;
  }

  @Override
  public void run() {
    List<Command<?>> batch = mailbox.take(BATCH);
    while (!batch.isEmpty()) {
      write(batch);
      batch = mailbox.take(BATCH);
    }
  }

  private void write(List<Command<?>> batch) {
    try {
      transact(batch);
      batch.forEach(Command::succeed);
    } catch (Exception | Error e) {
      undo();
      if (batch.size() == 1) {
        batch.getFirst().fail(failures.translate(e));
      } else {
        batch.forEach(one -> write(List.of(one)));
      }
    }
  }

  private void transact(List<Command<?>> batch) throws Exception {
    for (Command<?> each : batch) {
      each.run(session);
    }
    session.commit();
    ledger.committed();
  }

  private void undo() {
    ledger.rolledBack();
    session.rollback();
  }
}
