package dev.vifte.embedded;

import dev.vifte.pipeline.Lane;
import java.util.List;

/// Lanes as the table holds them: by their place in this list, which never changes.
final class Lanes {
  private static final List<Lane> ORDER = List.of(Lane.INTERACTIVE, Lane.BATCH, Lane.BACKFILL);

  static final int COUNT = ORDER.size();

  private Lanes() {}

  static int number(Lane lane) {
    return ORDER.indexOf(lane);
  }

  static Lane lane(int number) {
    return ORDER.get(number);
  }
}
