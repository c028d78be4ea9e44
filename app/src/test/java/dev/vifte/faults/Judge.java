package dev.vifte.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.cluster.Ledger.Promise;
import dev.vifte.cluster.On;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Compares what was promised with what came of it.
final class Judge {
  private static final double EMBEDDED_SECONDS = 3;
  private static final double SERVER_SECONDS = 60;
  private static final double MOST_DELIVERIES = 1.2;
  private static final int SHOWN = 5;

  private final Scene scene;
  private final Watch watch;
  private final Map<String, Map<String, String>> golden;
  private int finished;
  private int lost;
  private int doubled;
  private int started;
  private int tasks;
  private int burnt;

  Judge(Scene scene, Watch watch, Map<String, Map<String, String>> golden) {
    this.scene = scene;
    this.watch = watch;
    this.golden = golden;
  }

  /// What is known of a trial beside its end.
  ///
  /// @param bounded whether time and waste are judged
  /// @param restarts whether its nodes were started again
  /// @param healed when the last trouble was over, by [System#nanoTime]
  record Played(
      Fault fault,
      On on,
      long seed,
      boolean bounded,
      boolean restarts,
      long healed,
      Duration took) {
    double longest() {
      return on == On.EMBEDDED && restarts ? EMBEDDED_SECONDS : SERVER_SECONDS;
    }
  }

  Row judge(Played played, String at, String commit) throws InterruptedException {
    for (var each : scene.uploader().ledger().promises().entrySet()) {
      Optional<String> wrong = wrong(each.getKey(), each.getValue());
      wrong.ifPresentOrElse(why -> lose(each.getKey(), why), () -> finished++);
    }
    double recovery = recovery(played.healed);
    var row =
        new Row(
            at,
            commit,
            played.fault.name(),
            played.on.word(),
            played.seed,
            played.fault.control(),
            finished + lost,
            finished,
            lost,
            doubled,
            started,
            tasks,
            deliveries(played.on),
            recovery,
            watch.mostMib(),
            played.took.toMillis() / 1000.0,
            scene.complaints());
    Row judged = doubled > 0 ? row.and("%d ends were told twice".formatted(doubled)) : row;
    return played.bounded ? bounded(played, judged) : judged;
  }

  private Row bounded(Played played, Row row) {
    Row judged = row;
    double longest = played.longest();
    if (row.recovery() > longest) {
      judged =
          judged.and("it took %.1f s to recover, at most %.0f".formatted(row.recovery(), longest));
    }
    Fault.Waste bound = played.fault.bound();
    int most = bound.most(tasks);
    if (started - tasks > most) {
      judged =
          judged.and("%d attempts for %d tasks, at most %d more".formatted(started, tasks, most));
    }
    return bound == Fault.Waste.GIVEN_BACK ? unburnt(judged) : judged;
  }

  /// What a server was needed for is asked for again, but seldom, and it is no attempt.
  private Row unburnt(Row row) {
    Row judged =
        burnt > 0 ? row.and("%d attempts were counted that should not be".formatted(burnt)) : row;
    return row.deliveries() > MOST_DELIVERIES * tasks
        ? judged.and("%d deliveries for %d tasks".formatted(row.deliveries(), tasks))
        : judged;
  }

  private long deliveries(On on) throws InterruptedException {
    try {
      return on == On.EMBEDDED ? 0 : scene.broker().deliveries("WORK");
    } catch (IOException | JetStreamApiException e) {
      return 0; // the stream is not there any more
    }
  }

  private void lose(String upload, String why) {
    lost++;
    if (lost <= SHOWN) {
      scene.complain(upload + ": " + why);
    }
  }

  private Optional<String> wrong(String upload, Promise promise) throws InterruptedException {
    Watch.Ended ended = watch.ended().get(upload);
    if (ended == null) {
      return Optional.of("was promised and has not ended");
    }
    String should = scene.spoiled().contains(upload) ? "failed" : "completed";
    if (!ended.state().equals(should)) {
      return Optional.of("is %s, not %s".formatted(ended.state(), should));
    }
    try {
      if (scene.wipes() == 0) {
        count(Told.of(scene.uploader(), promise.job()), ended.document());
      }
      return should.equals("failed") || Scene.isExtra(upload)
          ? Optional.empty()
          : differs(upload, Golden.outputs(scene.uploader(), ended.document()));
    } catch (IOException e) {
      return Optional.of("cannot be read: " + e);
    }
  }

  private void count(Told told, ObjectNode job) {
    doubled += told.doubled();
    started += told.started();
    tasks += told.finished().size();
    int counted = 0;
    for (JsonNode stage : job.path("stages")) {
      counted += stage.path("attempts").asInt();
    }
    burnt += Math.max(0, counted - told.finished().size());
  }

  private Optional<String> differs(String upload, Map<String, String> outputs) {
    Map<String, String> right = golden.getOrDefault(upload, Map.of());
    return outputs.equals(right)
        ? Optional.empty()
        : Optional.of("has outputs %s, not %s".formatted(outputs, right));
  }

  private double recovery(long healed) {
    long last =
        scene.uploader().ledger().promises().entrySet().stream()
            .filter(each -> each.getValue().nanos() - healed < 0)
            .map(each -> Optional.ofNullable(watch.ended().get(each.getKey())))
            .mapToLong(end -> end.map(Watch.Ended::nanos).orElse(healed) - healed)
            .max()
            .orElse(0);
    return Math.max(0, last / 1e9);
  }
}
