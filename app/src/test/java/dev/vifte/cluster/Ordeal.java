package dev.vifte.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.event.JobEvent;
import dev.vifte.event.NumberedEvent;
import dev.vifte.job.JobId;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsSettings;
import dev.vifte.nats.NatsState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One gateway and two workers take uploads while something happens to them.
///
/// @param uploads how many files
/// @param perSecond at most
record Ordeal(int uploads, int perSecond) {
  private static final int EVENTS = 10_000;

  /// What happens meanwhile.
  @FunctionalInterface
  interface Trouble {
    Trouble NONE = (cluster, uploader) -> {};

    void strike(Cluster cluster, Uploader uploader) throws Exception;
  }

  /// What came of it, by upload.
  ///
  /// @param sums of what lies in the bucket, by key
  /// @param started attempts that began
  /// @param tasks that began, however often
  /// @param repeats when which stage began that had begun before
  record Outcome(
      Map<String, String> states,
      Map<String, Map<String, String>> sums,
      int started,
      int tasks,
      List<String> repeats,
      Duration took) {
    /// Attempts that began and did not count, as a part of all.
    double wasted() {
      return (double) (started - tasks) / started;
    }
  }

  /// Plays it on servers and nodes of its own.
  Outcome play(Path folder, Trouble trouble) throws Exception {
    long began = System.nanoTime();
    try (Cluster cluster = Cluster.start(folder, 1, 2);
        Uploader uploader = Uploader.to(cluster.gateway(0), folder);
        var side = Executors.newSingleThreadExecutor()) {
      Callable<Boolean> striking =
          () -> {
            trouble.strike(cluster, uploader);
            return true;
          };
      Future<Boolean> struck = side.submit(striking);
      uploader.upload(uploads, perSecond);
      boolean _ = struck.get();
      Map<String, ObjectNode> ended = uploader.awaitEnds();
      return outcome(cluster, ended, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private static Outcome outcome(Cluster cluster, Map<String, ObjectNode> ended, Duration took)
      throws IOException {
    var states = new TreeMap<String, String>();
    var sums = new TreeMap<String, Map<String, String>>();
    int started = 0;
    var begun = new HashSet<String>();
    var repeats = new TreeSet<String>();
    try (Bucket bucket = new Bucket(cluster.minio());
        NatsState state = Nats.open(NatsSettings.of(cluster.nats().url().toString()))) {
      for (var each : ended.entrySet()) {
        states.put(each.getKey(), each.getValue().path("state").asText());
        String job = each.getValue().path("job").asText();
        sums.put(each.getKey(), checked(each.getValue(), bucket.outputs(job)));
        for (NumberedEvent event : state.events().read(new JobId(job), 0, EVENTS)) {
          if (event.event().type() != JobEvent.Type.TASK_STARTED) {
            continue;
          }
          started++;
          if (!begun.add(job + event.event().data())) {
            repeats.add("%s %s".formatted(event.event().at(), event.event().data()));
          }
        }
      }
    }
    return new Outcome(states, sums, started, begun.size(), List.copyOf(repeats), took);
  }

  /// Every output that the document names lies in the bucket with that very sum.
  private static Map<String, String> checked(ObjectNode job, Map<String, String> sums) {
    for (JsonNode stage : job.path("stages")) {
      for (JsonNode output : stage.path("outputs")) {
        if (!sums.containsValue(output.path("sha256").asText())) {
          throw new AssertionError("%s is not in the bucket: %s".formatted(output, sums));
        }
      }
    }
    return sums;
  }
}
