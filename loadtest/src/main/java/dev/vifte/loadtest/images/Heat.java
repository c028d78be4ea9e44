package dev.vifte.loadtest.images;

import dev.vifte.loadtest.peers.Tally;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rounds of one contender.
final class Heat {
  /// Long enough for a JIT to be done with what one work needs.
  private static final double WARM_UP_MILLIS = 4_000;

  private static final double ROUND_MILLIS = 1_200;
  private static final int MOST = 400;

  private final Contender contender;
  private final Tally tally;
  private final Map<Work, Integer> counts = new HashMap<>();

  Heat(Contender contender, Tally tally) {
    this.contender = contender;
    this.tally = tally;
  }

  Contender contender() {
    return contender;
  }

  /// Works for seconds, which also tells how many pictures make a round.
  void warmUp(List<Work> works) throws IOException, InterruptedException {
    for (Work work : works) {
      double spent = 0;
      double last = 0;
      while (spent < WARM_UP_MILLIS) {
        last = contender.ask(work.rendering(work.pictures().size()));
        spent += Math.max(last, 1);
      }
      double each = Math.max(last / work.pictures().size(), ROUND_MILLIS / MOST);
      counts.put(work, (int) Math.max(2, Math.round(ROUND_MILLIS / each)));
    }
  }

  /// One round: CPU time of a picture, and the most memory that was resident.
  void run(Work work) throws IOException, InterruptedException {
    int count = counts.getOrDefault(work, 1);
    contender.processes().forgetPeak();
    double spent = contender.ask(work.rendering(count));
    tally.add(work.title() + ": CPU of a picture", contender.name(), "ms", spent / count);
    double peak = contender.processes().peakMiB();
    tally.add(work.title() + ": peak memory", contender.name(), "MiB", peak);
  }
}
