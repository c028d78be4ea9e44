package dev.vifte.loadtest;

import dev.vifte.testkit.media.Media;
import java.util.ArrayList;
import java.util.List;

/// From the first byte of an upload over REST to the answer that names every derivative, one at a
/// time.
final class LatencyBench {
  private static final int UPLOADS = 40;

  private final Suite suite;

  LatencyBench(Suite suite) {
    this.suite = suite;
  }

  void run() throws Exception {
    try (Server server = Server.start(suite.scratch(), Server.vifte(suite.home()))) {
      server.awaitFirstUpload(Media.jpeg(64, 64).bytes());
      for (var size : List.of(new Size(640, 480), new Size(4000, 3000))) {
        measure(server, size);
      }
    }
  }

  private record Size(int width, int height) {}

  private void measure(Server server, Size size) throws Exception {
    byte[] photo = Media.jpeg(size.width, size.height).rotated(6).bytes();
    var middle = new ArrayList<Double>();
    var slow = new ArrayList<Double>();
    for (int round = -suite.warmUps(); round < suite.rounds(); round++) {
      var times = new ArrayList<Double>();
      for (int i = 0; i < UPLOADS; i++) {
        long from = System.nanoTime();
        var answer = server.upload(photo);
        times.add((System.nanoTime() - from) / 1e6);
        if (answer.statusCode() != 200) {
          throw new IllegalStateException("not completed: " + answer.body());
        }
      }
      if (round >= 0) {
        middle.add(Figure.quantile(times, 0.5));
        slow.add(Figure.quantile(times, 0.95));
      }
    }
    String what = "REST upload of %dx%d to all derivatives".formatted(size.width, size.height);
    suite.add(Figure.of("latency", what + ": p50", "ms", middle));
    suite.add(Figure.of("latency", what + ": p95", "ms", slow));
  }
}
