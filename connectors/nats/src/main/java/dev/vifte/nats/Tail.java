package dev.vifte.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import io.nats.client.Message;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows a stream: every message that it holds, in order, each once, then each that comes. After
/// a gap, or when the server was away, it goes on behind the last message it had; when the stream
/// is another one or was emptied it starts anew. Safe for use by many threads.
final class Tail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration FORGOTTEN = Duration.ofSeconds(30);

  /// Where more come at once there is much to catch up with.
  private static final int FEW = 64;

  private final Link link;
  private final Api api;
  private final String stream;
  private final Sink sink;
  private final Duration linger;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Condition wanted = lock.newCondition();
  private final CountDownLatch closing = new CountDownLatch(1);
  private String known = "";
  private long position;
  private boolean empty = true;
  private boolean anew;
  private boolean started;
  private int waiting;

  /// Where the messages go. Called by one thread.
  interface Sink extends AutoCloseable {
    /// Everything it had was of a stream that is no more.
    void clear() throws IOException;

    /// Messages in the order of the stream.
    void take(List<Message> messages) throws IOException;

    /// The stream holds nothing before this number any more.
    default void trim(long first) throws IOException {}

    @Override
    void close();
  }

  /// A stream as it is: `created` tells one from the next of the same name.
  private record Seen(String created, long messages, long first, long last) {
    static Seen of(ObjectNode info) {
      JsonNode state = info.path("state");
      return new Seen(
          info.path("created").asText(),
          state.path("messages").asLong(),
          state.path("first_seq").asLong(),
          state.path("last_seq").asLong());
    }
  }

  /// @param linger how long messages may gather while nobody waits for them, since many at once
  ///   cost less
  Tail(Link link, Api api, String stream, Sink sink, Duration linger) {
    this.link = link;
    this.api = api;
    this.stream = stream;
    this.sink = sink;
    this.linger = linger;
  }

  /// Begins to follow; harmless when it has begun.
  void start() {
    lock.lock();
    try {
      if (!started) {
        started = true;
        Thread.ofVirtual().name("tail-" + stream).start(this::run);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the sink has all that the stream held when this was called.
  ///
  /// @throws IOException when it came no nearer for `patience`
  void catchUp(Duration patience) throws IOException {
    start();
    Seen now = seen();
    lock.lock();
    try {
      waiting++;
      wanted.signalAll();
      anew = anew || (now.messages == 0 && !empty);
      while (!has(now)) {
        awaitProgress(patience, now);
      }
    } finally {
      waiting--;
      lock.unlock();
    }
    sink.trim(now.first);
  }

  @Override
  public void close() {
    closing.countDown();
  }

  private boolean has(Seen now) {
    return known.equals(now.created) && !anew && (position >= now.last || now.messages == 0);
  }

  private void awaitProgress(Duration patience, Seen now) throws IOException {
    long before = position;
    long left = patience.toNanos();
    try {
      while (left > 0 && position == before && !has(now)) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the stream " + stream + " was read");
    }
    if (left <= 0) {
      throw new IOException(
          "the local view of %s stands at %d of %d; is NATS at %s well?"
              .formatted(stream, position, now.last, link.servers()));
    }
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        attempt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() throws InterruptedException {
    try {
      follow(consumer());
    } catch (IOException | RuntimeException e) {
      LOG.debug("following {} again: {}", stream, e.getMessage());
      boolean _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private Seen seen() throws IOException {
    return Seen.of(api.call("STREAM.INFO." + stream, new byte[0]));
  }

  /// A new consumer behind the last message.
  private String consumer() throws IOException {
    Seen now = seen();
    if (anew || !known.equals(now.created) || now.last < position) {
      sink.clear();
      at(0, true);
    }
    String name = "tail-" + UUID.randomUUID();
    ObjectNode config =
        Json.object()
            .put("name", name)
            .put("deliver_policy", "by_start_sequence")
            .put("opt_start_seq", position + 1)
            .put("ack_policy", "none")
            .put("mem_storage", true)
            .put("num_replicas", 1)
            .put("inactive_threshold", FORGOTTEN.toNanos());
    ObjectNode request = Json.object().put("stream_name", stream);
    request.set("config", config);
    ObjectNode made = api.call("CONSUMER.CREATE.%s.%s".formatted(stream, name), request);
    follows(now.created);
    if (made.path("num_pending").asLong() == 0 && position < now.last) {
      requireGone(now.last);
      at(now.last, empty);
    }
    return name;
  }

  /// Of a stream that never held anything, this is all that those who wait will hear.
  private void follows(String created) {
    lock.lock();
    try {
      known = created;
      anew = false;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Where nothing is to come up to the last number, what was there is gone, or the server that the
  /// consumer lies on has not heard of it yet. The stream's leader knows.
  private void requireGone(long last) throws IOException {
    var next = Map.of("seq", position + 1, "next_by_subj", ">");
    Optional<ObjectNode> found = Api.await(api.look("STREAM.MSG.GET." + stream, next));
    if (found.isPresent() && found.get().path("message").path("seq").asLong() <= last) {
      throw new IOException("the server that was to tell of it lags behind its leader");
    }
  }

  private void follow(String consumer) throws IOException, InterruptedException {
    try (var pulls = new Pulls(link.connection(), stream, consumer)) {
      while (running() && pulls.next()) {
        List<Message> taken = pulls.taken();
        hand(taken);
        if (taken.size() < FEW) {
          gather();
        }
      }
      hand(pulls.taken());
    }
  }

  private void gather() throws InterruptedException {
    lock.lock();
    try {
      long left = linger.toNanos();
      while (left > 0 && waiting == 0 && !anew) {
        left = wanted.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean running() {
    lock.lock();
    try {
      return !anew && closing.getCount() > 0;
    } finally {
      lock.unlock();
    }
  }

  private void hand(List<Message> messages) throws IOException {
    if (!messages.isEmpty()) {
      sink.take(messages);
      at(messages.getLast().metaData().streamSequence(), false);
    }
  }

  private void at(long next, boolean nothing) {
    lock.lock();
    try {
      position = next;
      empty = nothing;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
