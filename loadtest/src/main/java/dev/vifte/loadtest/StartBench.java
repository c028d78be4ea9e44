package dev.vifte.loadtest;

import dev.vifte.testkit.media.Media;
import java.util.ArrayList;
import java.util.List;

/// From the start of `./vifte up` to its first accepted upload, on an empty store.
final class StartBench {
  private final Suite suite;

  StartBench(Suite suite) {
    this.suite = suite;
  }

  void run() throws Exception {
    measure("with the AOT cache", "");
    measure("without the AOT cache", "-XX:AOTMode=off");
  }

  private void measure(String how, String options) throws Exception {
    byte[] photo = Media.jpeg(64, 64).bytes();
    var times = new ArrayList<Double>();
    for (int round = -1; round < suite.rounds(); round++) {
      var command = new ArrayList<>(List.of("env", "JAVA_OPTS=" + options));
      command.addAll(Server.vifte(suite.home()));
      long from = System.nanoTime();
      try (Server server = Server.start(suite.scratch(), command)) {
        server.awaitFirstUpload(photo);
        if (round >= 0) {
          times.add((System.nanoTime() - from) / 1e9);
        }
      }
    }
    suite.add(
        Figure.of("start", "vifte up to its first upload, " + how, "s", times).against("< 2"));
  }
}
