package dev.vifte.nats;

import io.nats.client.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One request for messages that are ready at a consumer, while it is under way. Safe for use by
/// many threads.
final class Fetch {
  private final WorkPlace place;
  private final int wanted;
  private final long since;
  private final List<Got> got = new ArrayList<>();
  private final CompletableFuture<End> done = new CompletableFuture<>();
  private boolean closed;

  /// A message of a place.
  ///
  /// @param since its lease runs at the latest, by [System#nanoTime]
  record Got(WorkPlace place, Message message, long since) {}

  /// How a fetch ended.
  enum End {
    /// As many came as were asked for; there may be more.
    FULL,
    /// No more for now.
    EMPTY,
    /// Nobody answers for the consumer: there is none, or it is without a leader for the moment.
    GONE
  }

  /// What a fetch brought.
  record Fetched(WorkPlace place, int wanted, List<Got> got, End end) {}

  Fetch(WorkPlace place, int wanted, long since) {
    this.place = place;
    this.wanted = wanted;
    this.since = since;
  }

  /// Completes when the fetch is over; never fails.
  CompletableFuture<End> done() {
    return done;
  }

  /// Takes a message; false when it came too late or is one too many.
  synchronized boolean take(Message message) {
    if (closed || got.size() == wanted) {
      return false;
    }
    got.add(new Got(place, message, since));
    if (got.size() == wanted) {
      end(End.FULL);
    }
    return true;
  }

  void end(End how) {
    done.complete(how);
  }

  /// What came; nothing is taken any more.
  synchronized Fetched close(End how) {
    closed = true;
    return new Fetched(place, wanted, List.copyOf(got), got.size() == wanted ? End.FULL : how);
  }
}
