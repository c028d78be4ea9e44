package dev.vifte.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;

/// The streams a gateway has open. Pekko's own graceful end waits for the head of a response and
/// cuts off its body, so bodies that take time are counted here.
final class Live {
  /// From a stream's last byte to the socket; nothing tells when it is through.
  private static final Duration FLUSH = Duration.ofMillis(200);

  private final SharedKillSwitch gate = KillSwitches.shared("gateway");
  private final Phaser open = new Phaser(1);

  /// For a stream that ends by itself.
  <T> Flow<T, T, NotUsed> counted() {
    return Flow.<T>create()
        .watchTermination((unused, ended) -> {
          open.register();
          ended.whenComplete((_, _) -> open.arriveAndDeregister());
          return unused;
        });
  }

  /// For a stream that would outlive the gateway: it ends with it.
  <T> Flow<T, T, NotUsed> endless() {
    return Flow.<T>create().via(gate.<T>flow()).via(counted());
  }

  /// Ends those that have no end, and returns when all have ended, or after `patience`.
  void end(Duration patience) {
    gate.shutdown();
    boolean busy = open.getRegisteredParties() > 1;
    try {
      open.awaitAdvanceInterruptibly(open.arrive(), patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException _) {
      // what does not end in time is cut off with its connection
    }
    if (busy) {
      new CompletableFuture<Boolean>()
          .completeOnTimeout(true, FLUSH.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
  }
}
