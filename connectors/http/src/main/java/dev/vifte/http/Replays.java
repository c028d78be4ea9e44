package dev.vifte.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.deadletter.DeadLetters.Replay;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/// Replays many dead letters at a rate, so that a mended dependency is not run over again.
final class Replays {
  private final Node node;

  Replays(Node node) {
    this.node = node;
  }

  /// Replays what is found now; says which, which of them another request had overtaken, and which
  /// that came from outside were refused again.
  ObjectNode all(DeadLetterQuery query, int rate) throws IOException {
    List<DeadLetter> found = node.deadLetters().list(query);
    ObjectNode json = Json.object();
    ArrayNode replayed = json.putArray("replayed");
    ArrayNode overtaken = json.putArray("overtaken");
    ArrayNode refused = json.putArray("refused");
    for (Replay replay : run(found, rate)) {
      switch (replay) {
        case Replay.Published(TaskId task) -> replayed.add(task.toString());
        case Replay.NoSuchLetter(TaskId task) -> overtaken.add(task.toString());
        case Replay.StillRefused(TaskId task, String _) -> refused.add(task.toString());
        case Replay.Overtaken(TaskId task) -> overtaken.add(task.toString());
      }
    }
    return json;
  }

  private List<Replay> run(List<DeadLetter> found, int rate) throws IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return Source.from(found)
          .throttle(rate, Duration.ofSeconds(1))
          .mapAsync(1, letter -> CompletableFuture.supplyAsync(() -> replay(letter), threads))
          .runWith(Sink.seq(), node.system())
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw new IOException("a replay failed", e);
    }
  }

  private Replay replay(DeadLetter letter) {
    try {
      return node.deadLetters().replay(letter.task());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
