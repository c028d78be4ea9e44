package dev.vifte.loadtest.peers;

import dev.vifte.loadtest.Figure;
import dev.vifte.loadtest.Fresh;
import dev.vifte.loadtest.Photos;
import dev.vifte.loadtest.Suite;
import dev.vifte.loadtest.Wait;
import dev.vifte.s3.S3Credentials;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import dev.vifte.testkit.server.S3Server;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Very many large photos through the whole product, a gateway and two workers on NATS and MinIO;
/// then the same while one of the workers is killed.
public final class ManyBench {
  private static final int WARM_UP = 200;
  private static final int AT_ONCE = 16;
  private static final int TASKS = 2;
  private static final String SECOND = "second worker";
  private static final String THIRD = "worker in its place";
  private static final Duration DOWN = Duration.ofSeconds(5);
  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofHours(1);

  /// Each of the two workers takes one of the two cores.
  private static final Map<String, String> SETTINGS = Map.of("VIFTE_NODE_CPU_THREADS", "1");

  private final Suite suite;
  private final int count;

  /// @param count photos of each pass
  public ManyBench(Suite suite, int count) {
    this.suite = suite;
    this.count = count;
  }

  public void run() throws Exception {
    List<byte[]> photos = Photos.LARGE.in(suite.home().resolve("loadtest/target/photos"));
    for (boolean kill : List.of(false, true)) {
      var tally = new Tally("many");
      String who = kill ? "one worker killed" : "both workers alive";
      System.out.printf("many: %d photos, %s%n", count, who);
      pass(new Pass(tally, who, kill), photos);
      for (Figure figure : tally.figures()) {
        suite.add(figure);
      }
    }
  }

  private void pass(Pass pass, List<byte[]> photos) throws Exception {
    Path folder = Fresh.folder(suite.scratch());
    try (Stores stores = Stores.startOurs()) {
      var ours = new Ours(suite.home(), folder, stores);
      try (Running product = Running.start(ours.vifte(SETTINGS), folder);
          S3Objects bucket = bucket(ours, stores.minio())) {
        product.startWorker(SECOND);
        new Crowd(product.client(), bucket, photos).send(WARM_UP, AT_ONCE);
        Connection ear = Nats.connect(stores.nats().url().toString());
        try {
          var heard = new Heard();
          heard.listen(ear);
          pass.measure(product, stores, new Crowd(product.client(), bucket, photos));
          pass.judge(heard);
        } finally {
          ear.close();
        }
      }
    }
    Fresh.remove(folder);
  }

  private static S3Objects bucket(Ours ours, S3Server minio) {
    return S3Objects.open(
        S3Settings.of(ours.bucket())
            .credentials(S3Credentials.of(minio.accessKey(), minio.secretKey())));
  }

  /// All the photos once, and what is written down of it.
  private final class Pass {
    private final Tally tally;
    private final String who;
    private final boolean kill;
    private final Map<String, Meter.Used> used = new LinkedHashMap<>();
    private int doubled;

    Pass(Tally tally, String who, boolean kill) {
      this.tally = tally;
      this.who = who;
      this.kill = kill;
    }

    void measure(Running product, Stores stores, Crowd crowd) throws Exception {
      Map<String, Meter> meters = Meter.of(product.processes());
      Map<String, Meter> servers = Meter.of(stores.processes(product.name()));
      long from = System.nanoTime();
      try (var threads = Executors.newSingleThreadExecutor()) {
        Future<Boolean> accident =
            threads.submit(() -> {
              if (kill) {
                replace(product, meters, crowd);
              }
              return true;
            });
        crowd.send(count, AT_ONCE);
        accident.get();
      }
      double seconds = (System.nanoTime() - from) / 1e9;
      note(meters);
      Duration work =
          used.values().stream().map(Meter.Used::cpu).reduce(Duration.ZERO, Duration::plus);
      note(servers);
      write(crowd, seconds, work);
    }

    /// `kill -9` at half of the way, another a moment later, as a supervisor does it.
    private void replace(Running product, Map<String, Meter> meters, Crowd crowd) throws Exception {
      Wait.until(() -> crowd.ended() >= count / 2, OFTEN, PATIENCE);
      Meter second = meters.remove(SECOND);
      if (second != null) {
        used.put(SECOND, second.used());
      }
      product.killWorker(SECOND);
      Wait.pause(DOWN);
      product.startWorker(THIRD);
      var third = Map.of(THIRD, product.processes(THIRD));
      meters.putAll(Meter.of(third));
    }

    private void note(Map<String, Meter> meters) throws Exception {
      for (var each : meters.entrySet()) {
        used.put(each.getKey(), each.getValue().used());
      }
    }

    private void write(Crowd crowd, double seconds, Duration work) {
      List<Double> millis = crowd.millis();
      add("jobs", "1/s", crowd.ended() / seconds);
      for (int part : List.of(50, 95, 99)) {
        add("p%d to ready".formatted(part), "ms", Figure.quantile(millis, part / 100.0));
      }
      add("p99 to p50", "times", Figure.quantile(millis, 0.99) / Figure.quantile(millis, 0.5));
      add("lost", "jobs", count - crowd.ended() + crowd.incomplete());
      doubled = crowd.doubled();
      add("CPU of the product", "ms/job", millis(work) / count);
      used.forEach((role, each) -> add("CPU of " + role, "ms/job", millis(each.cpu()) / count));
      used.forEach((role, each) -> add("peak memory of " + role, "MiB", each.peakMiB()));
    }

    private static double millis(Duration cpu) {
      return cpu.toNanos() / 1e6;
    }

    void judge(Heard heard) {
      add("doubled", "jobs", doubled + (double) heard.endedAgain());
      add("tasks begun again", "tasks", (double) heard.beganAgain(TASKS));
    }

    private void add(String what, String unit, double value) {
      tally.add("%,d photos of 12 megapixels: %s".formatted(count, what), who, unit, value);
    }
  }
}
