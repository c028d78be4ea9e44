package dev.vifte.queue;

import java.io.IOException;

/// One receipt of one task, under a lease. Safe for use by two threads: the one that works and the
/// one that beats.
public interface Delivery {
  TaskMessage message();

  /// How often the broker has delivered this message, this time included. A hint: it may start
  /// again at 1 after a broker's loss.
  int deliveries();

  /// Renews the lease from now on. Does nothing when it is already lost.
  void stillWorking() throws IOException;

  /// Ends the delivery. Only the first call counts. A delivery whose lease was lost to another
  /// settles nothing. `Done` may last only a moment later: until then a crash delivers the message
  /// again, which does no harm, since what it asked for is on record.
  void settle(Settlement how) throws IOException;
}
