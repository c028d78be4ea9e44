package dev.vifte.loadtest.images;

import dev.vifte.loadtest.peers.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What our first pictures take when a JVM has just started, with and without the AOT cache that
/// `./vifte` makes, too.
final class FreshStart {
  private static final int FIRST = 20;
  private static final int TRAINING = 60;

  private final Contenders contenders;
  private final Path scratch;
  private final Tally tally;

  FreshStart(Contenders contenders, Path scratch, Tally tally) {
    this.contenders = contenders;
    this.scratch = scratch;
    this.tally = tally;
  }

  void measure(List<Work> all, int rounds) throws IOException, InterruptedException {
    List<Work> works = all.stream().filter(work -> !work.sides().isEmpty()).toList();
    Path cache = scratch.resolve("vifte.aot");
    Files.deleteIfExists(cache);
    try (Contender trained =
        Contender.start(contenders.vifteWith("-XX:AOTCacheOutput=" + cache), scratch)) {
      for (Work work : works) {
        trained.ask(work.rendering(TRAINING));
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Work work : works) {
        first(work, "vifte, AOT cache", contenders.vifteWith("-XX:AOTCache=" + cache));
        first(work, "vifte, no AOT cache", contenders.named("vifte"));
      }
    }
  }

  private void first(Work work, String who, Contender.Launch launch)
      throws IOException, InterruptedException {
    try (Contender fresh = Contender.start(launch, scratch)) {
      double spent = fresh.ask(work.rendering(FIRST));
      tally.add("Each of the first 20 after start: " + work.title(), who, "ms", spent / FIRST);
    }
  }
}
