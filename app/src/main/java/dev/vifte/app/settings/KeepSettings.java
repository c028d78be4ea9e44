package dev.vifte.app.settings;

import dev.vifte.erase.Keep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long jobs are kept that nobody erases.
public record KeepSettings(Keep keep) {
  private static final Form<Optional<Duration>> DAYS =
      new Form<>("for-good, or a number of days such as 30d", KeepSettings::days);

  static final Key<Optional<Duration>> JOBS =
      new Key<>(
          "keep.jobs",
          "for-good",
          DAYS,
          "how long after its end a job is kept with its results, dead letters and records");
  static final Key<Optional<Duration>> ORIGINALS =
      new Key<>(
          "keep.originals",
          "for-good",
          DAYS,
          "how long the uploaded file is kept after its job ended, when nothing is left to replay");
  static final List<Key<?>> KEYS = List.of(JOBS, ORIGINALS);

  static KeepSettings read(Values values) {
    return new KeepSettings(new Keep(values.get(ORIGINALS), values.get(JOBS)));
  }

  private static Optional<Duration> days(String text) {
    if (text.equals("for-good")) {
      return Optional.empty();
    }
    if (!text.matches("[1-9]\\d{0,4}d")) {
      throw new IllegalArgumentException(
          "must be for-good, or a number of days such as 30d, not '%s'".formatted(text));
    }
    return Optional.of(Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1))));
  }
}
