package dev.vifte.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/// The loop every backend's source shares: reserve free slots, pull exactly that many, give back
/// what the pull did not fill.
public final class PullSource {
  private static final Duration LONG_POLL = Duration.ofSeconds(1);

  private PullSource() {}

  /// Fetches from a broker.
  @FunctionalInterface
  public interface Puller {
    /// Returns up to `max` deliveries: at once when there are any, else after at most `wait`.
    List<Delivery> pull(int max, Duration wait) throws Exception;
  }

  /// A source that completes when `free` is closed. The blocking pull runs on `blocking`, one at a
  /// time.
  public static Source<Delivery, NotUsed> of(Slots free, Puller puller, Executor blocking) {
    return Source.unfoldAsync(
            free, slots -> CompletableFuture.supplyAsync(() -> next(slots, puller), blocking))
        .mapConcat(batch -> batch);
  }

  private static Optional<Pair<Slots, List<Delivery>>> next(Slots slots, Puller puller) {
    try {
      int reserved = slots.reserve();
      if (reserved == 0) {
        return Optional.empty();
      }
      return Optional.of(Pair.create(slots, pull(slots, reserved, puller)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static List<Delivery> pull(Slots slots, int reserved, Puller puller) {
    int filled = 0;
    try {
      List<Delivery> batch = puller.pull(reserved, LONG_POLL);
      filled = batch.size();
      return batch;
    } catch (Exception e) {
      throw new CompletionException(e);
    } finally {
      slots.release(reserved - filled);
    }
  }
}
