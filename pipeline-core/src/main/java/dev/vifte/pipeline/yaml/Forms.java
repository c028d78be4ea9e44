package dev.vifte.pipeline.yaml;

import dev.vifte.Nearest;
import dev.vifte.Units;
import dev.vifte.pipeline.Lane;
import dev.vifte.pipeline.MediaRange;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.WhenFailed;
import dev.vifte.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Texts with a form of their own. Each throws [IllegalArgumentException] with a message for the
/// author of the file, where the types themselves speak to programmers.
final class Forms {
  private static final String NAME =
      "must be 1 to 63 lower-case letters, digits and hyphens, not '%s'";

  private Forms() {}

  static PipelineName pipelineName(String text) {
    return form(text, PipelineName::new, NAME);
  }

  static StageName stageName(String text) {
    return form(text, StageName::new, NAME);
  }

  static StageKind stageKind(String text) {
    return form(text, StageKind::new, "must be a kind of stage such as image/resize, not '%s'");
  }

  static MediaRange mediaRange(String text) {
    return form(
        text, MediaRange::new, "must be a media type such as image/png, image/* or */*, not '%s'");
  }

  static Lane lane(String text) {
    return word(text, Stream.of(Lane.values()).map(Lane::word).toList(), Lane::of);
  }

  static WhenFailed whenFailed(String text) {
    return word(
        text, Stream.of(WhenFailed.values()).map(WhenFailed::word).toList(), WhenFailed::of);
  }

  static Duration duration(String text) {
    Duration duration = Units.duration(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("must be longer than zero, such as 60s");
    }
    return duration;
  }

  static long bytes(String text) {
    return positive(Units.bytes(text));
  }

  static long pixels(String text) {
    return positive(Units.pixels(text));
  }

  private static long positive(long number) {
    if (number == 0) {
      throw new IllegalArgumentException("must be more than zero");
    }
    return number;
  }

  /// `200ms..30s`, with the usual number of attempts.
  static RetryPolicy backoff(String text) {
    List<String> ends = List.of(text.split("\\.\\.", -1));
    if (ends.size() != 2) {
      throw new IllegalArgumentException(
          "must be the first and the longest wait, such as 200ms..30s, not '%s'".formatted(text));
    }
    var first = duration(ends.getFirst());
    var longest = duration(ends.getLast());
    if (longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "begins with a longer wait than it ends with; write %s..%s"
              .formatted(ends.getLast(), ends.getFirst()));
    }
    return RetryPolicy.exponential(first, longest);
  }

  static Function<String, Integer> whole(int min, int max) {
    return text -> {
      try {
        int number = Integer.parseInt(text);
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException _) {
        // said below, like a number out of bounds
      }
      throw new IllegalArgumentException(
          "must be a whole number from %,d to %,d, not '%s'".formatted(min, max, text));
    };
  }

  private static <T> T word(String text, List<String> words, Function<String, T> of) {
    if (!words.contains(text)) {
      throw new IllegalArgumentException(
          "must be one of %s, not '%s'%s"
              .formatted(String.join(", ", words), text, Nearest.hint(text, words)));
    }
    return of.apply(text);
  }

  private static <T> T form(String text, Function<String, T> type, String otherwise) {
    try {
      return type.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(otherwise.formatted(text), e);
    }
  }
}
