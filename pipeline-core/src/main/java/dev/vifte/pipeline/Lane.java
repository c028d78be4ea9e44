package dev.vifte.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How urgent a task is. Lanes share a pool by weight, never strictly: no lane starves.
public enum Lane {
  INTERACTIVE(8),
  BATCH(3),
  BACKFILL(1);

  private final int weight;

  Lane(int weight) {
    this.weight = weight;
  }

  /// Its share of the deliveries while all lanes are full.
  public int weight() {
    return weight;
  }

  /// The lane's name as written in pipelines, headers and subjects.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Lane of(String word) {
    for (Lane lane : values()) {
      if (lane.word().equals(word)) {
        return lane;
      }
    }
    throw new IllegalArgumentException(
        "lane '%s' is unknown; use interactive, batch or backfill".formatted(word));
  }
}
