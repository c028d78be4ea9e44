package dev.vifte.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.UnreachableException;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/// Requests to JetStream, pipelined, with failures told apart: [RefusedException] means that
/// nothing has changed, [NoAnswerException] that nobody knows, any other [IOException] that the
/// request was not sent. Every request ends within the timeout. Safe for use by many threads.
final class Api {
  private static final String PREFIX = "$JS.API.";
  private static final int IN_FLIGHT = 1024;

  private final Link link;
  private final Duration timeout;
  private final Semaphore publishing = new Semaphore(IN_FLIGHT);

  Api(Link link, Duration timeout) {
    this.link = link;
    this.timeout = timeout;
  }

  /// What a stream says to a message it stored.
  ///
  /// @param duplicate it had a message of this id already, whose sequence this is
  record Stored(String stream, long sequence, boolean duplicate) {}

  /// Calls an operation of the API, such as `STREAM.INFO.NAME`, and waits for its answer.
  ObjectNode call(String operation, Object body) throws IOException {
    return await(start(operation, body));
  }

  /// Calls an operation without waiting.
  ///
  /// @param body written as JSON; bytes are sent as they are
  CompletableFuture<ObjectNode> start(String operation, Object body) {
    return told(operation, body).thenApply(Api::granted);
  }

  /// Calls an operation that looks for a message, without waiting; empty when there is none. That
  /// is no rarity, and an exception for each costs.
  CompletableFuture<Optional<ObjectNode>> look(String operation, Object body) {
    return told(operation, body)
        .thenApply(json -> isAbsence(json) ? Optional.empty() : Optional.of(granted(json)));
  }

  private CompletableFuture<ObjectNode> told(String operation, Object body) {
    byte[] bytes = body instanceof byte[] raw ? raw : Json.bytes(body);
    return send(PREFIX + operation, new Headers(), bytes).thenApply(Api::json);
  }

  private static boolean isAbsence(ObjectNode answer) {
    return answer.path("error").path("err_code").asInt() == RefusedException.MESSAGE_NOT_FOUND;
  }

  /// Publishes into a stream without waiting; waits only while too many others are under way.
  CompletableFuture<Stored> publish(String subject, Headers headers, byte[] body)
      throws IOException {
    long most = link.connection().getMaxPayload();
    if (most > 0 && body.length > most) {
      throw new IOException(
          "a message of %d bytes is over the max_payload of %d bytes that NATS takes"
              .formatted(body.length, most));
    }
    try {
      publishing.acquire();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    return send(subject, headers, body)
        .whenComplete((_, _) -> publishing.release())
        .thenApply(Api::stored);
  }

  /// Sends a request to any subject.
  CompletableFuture<Message> send(String subject, Headers headers, byte[] body) {
    CompletableFuture<Message> answer;
    try {
      answer = link.connection().requestWithTimeout(subject, headers, body, timeout);
    } catch (IllegalStateException e) { // there is no connection for now
      return CompletableFuture.failedFuture(new UnreachableException(notSent(e), e));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(new IOException(notSent(e), e));
    }
    return answer.exceptionallyCompose(e -> CompletableFuture.failedFuture(told(e, subject)));
  }

  /// Sends what nobody answers to.
  void say(String subject, byte[] body) throws IOException {
    try {
      link.connection().publish(subject, body);
    } catch (IllegalStateException e) {
      throw new UnreachableException(notSent(e), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(notSent(e), e);
    }
  }

  private String notSent(Exception why) {
    return "not sent to NATS at %s: %s".formatted(link.servers(), why.getMessage());
  }

  /// Waits for what was started.
  static <T> T await(CompletableFuture<T> started) throws IOException {
    try {
      return started.get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      throw new IOException(cause);
    }
  }

  private IOException told(Throwable failure, String subject) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof JetStreamStatusException) {
      return new RefusedException(
          RefusedException.NOBODY_THERE, "nobody at NATS answers to " + subject);
    }
    if (cause instanceof TimeoutException || cause instanceof CancellationException) {
      return new NoAnswerException(
          "NATS at %s did not answer to %s within %d ms"
              .formatted(link.servers(), subject, timeout.toMillis()));
    }
    return new IOException(cause);
  }

  private static ObjectNode json(Message message) {
    return Json.read(message.getData(), ObjectNode.class);
  }

  private static ObjectNode granted(ObjectNode json) {
    JsonNode error = json.path("error");
    if (!error.isMissingNode()) {
      throw new CompletionException(
          new RefusedException(
              error.path("err_code").asInt(error.path("code").asInt()),
              error.path("description").asText()));
    }
    return json;
  }

  private static Stored stored(Message message) {
    ObjectNode json = granted(json(message));
    return new Stored(
        json.path("stream").asText(),
        json.path("seq").asLong(),
        json.path("duplicate").asBoolean());
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while NATS was asked");
  }
}
