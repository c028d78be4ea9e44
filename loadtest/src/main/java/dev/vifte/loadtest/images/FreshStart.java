package dev.vifte.loadtest.images;

import dev.vifte.loadtest.peers.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What our first pictures take when a JVM has just started: as in a node of ours, with the AOT
/// cache that `./vifte` makes, too, and the warm-up at its start; without the warm-up; without
/// both.
final class FreshStart {
  private static final int FIRST = 20;
  private static final int TRAINING = 60;
  private static final String WARM = "warm";

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
      trained.ask(WARM);
      for (Work work : works) {
        trained.ask(work.rendering(TRAINING));
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Work work : works) {
        Contender.Launch cached = contenders.vifteWith("-XX:AOTCache=" + cache);
        firstAfterWarmUp(work, cached);
        first(work, "vifte, AOT cache", cached);
        first(work, "vifte, no AOT cache", contenders.named("vifte"));
      }
    }
  }

  private void firstAfterWarmUp(Work work, Contender.Launch launch)
      throws IOException, InterruptedException {
    try (Contender fresh = Contender.start(launch, scratch)) {
      tally.add(
          "The warm-up at start: CPU of all of it",
          "vifte, AOT cache, warm-up",
          "ms",
          fresh.ask(WARM));
      first(work, "vifte, AOT cache, warm-up", fresh);
    }
  }

  private void first(Work work, String who, Contender.Launch launch)
      throws IOException, InterruptedException {
    try (Contender fresh = Contender.start(launch, scratch)) {
      first(work, who, fresh);
    }
  }

  private void first(Work work, String who, Contender fresh)
      throws IOException, InterruptedException {
    double spent = fresh.ask(work.rendering(FIRST));
    tally.add("Each of the first 20 after start: " + work.title(), who, "ms", spent / FIRST);
  }
}
