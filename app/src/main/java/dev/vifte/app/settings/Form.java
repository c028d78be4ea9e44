package dev.vifte.app.settings;

import dev.vifte.Nearest;
import dev.vifte.Units;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a setting's text may be.
///
/// @param says its unit and limits, for the documentation
/// @param read throws [IllegalArgumentException] beginning with `must be`
public record Form<T>(String says, Function<String, T> read) {
  static final Form<Path> PATH = new Form<>("a path", Form::path);
  static final Form<Duration> DURATION = duration(Duration.ofSeconds(1), Duration.ofHours(1));

  static Form<String> text(String pattern, String says) {
    return new Form<>(
        says,
        text -> {
          require(text.matches(pattern), says, text);
          return text;
        });
  }

  /// Any text; blank is none.
  static Form<Optional<String>> optional(String says) {
    return new Form<>(says, text -> Optional.of(text).filter(given -> !given.isBlank()));
  }

  /// A path; blank is none.
  static Form<Optional<Path>> optionalPath() {
    return new Form<>(
        PATH.says(), text -> text.isBlank() ? Optional.empty() : Optional.of(path(text)));
  }

  /// Any number of entries, separated by commas.
  static <T> Form<List<T>> listOf(String says, Function<String, T> entry) {
    return new Form<>(
        says,
        text ->
            Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(entry)
                .toList());
  }

  /// A constant, in lower case.
  static <E extends Enum<E>> Form<E> oneOf(Class<E> constants) {
    List<String> words =
        Stream.of(constants.getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();
    Form<String> word = oneOf(words);
    return new Form<>(
        word.says(),
        text -> Enum.valueOf(constants, word.read().apply(text).toUpperCase(Locale.ROOT)));
  }

  static Form<String> oneOf(List<String> words) {
    String says = "one of " + String.join(", ", words);
    return new Form<>(
        says,
        text -> {
          require(words.contains(text), says, text + "'" + Nearest.hint(text, words));
          return text;
        });
  }

  static Form<Integer> whole(int min, int max) {
    String says = "a whole number from %,d to %,d".formatted(min, max);
    return new Form<>(
        says,
        text -> {
          require(text.matches("\\d{1,9}"), says, text);
          int number = Integer.parseInt(text);
          require(number >= min && number <= max, says, text);
          return number;
        });
  }

  /// `auto`, or a whole number.
  static Form<Integer> wholeOr(int automatic, int max) {
    Form<Integer> number = whole(1, max);
    String says = "auto, or " + number.says();
    return new Form<>(
        says,
        text -> {
          require(text.equals("auto") || text.matches("\\d{1,9}"), says, text);
          return text.equals("auto") ? Integer.valueOf(automatic) : number.read().apply(text);
        });
  }

  static Form<Double> fraction() {
    String says = "a part from 0.01 to 1, such as 0.7";
    return new Form<>(
        says,
        text -> {
          require(text.matches("[01](\\.\\d{1,6})?"), says, text);
          double part = Double.parseDouble(text);
          require(part >= 0.01 && part <= 1, says, text);
          return part;
        });
  }

  static Form<Duration> duration(Duration min, Duration max) {
    String says = "a duration such as 500ms, 30s or 5m, from %s to %s".formatted(in(min), in(max));
    return new Form<>(
        says,
        text -> {
          Duration found = Units.duration(text);
          require(found.compareTo(min) >= 0 && found.compareTo(max) <= 0, says, text);
          return found;
        });
  }

  static Form<Long> bytes(long min) {
    String says = "a size such as 256MiB or 2GB, at least %,d bytes".formatted(min);
    return new Form<>(
        says,
        text -> {
          long found = Units.bytes(text);
          require(found >= min, says, text);
          return found;
        });
  }

  /// A size or a part of the heap.
  static Form<Long> partOf(long heap) {
    String says = "a part of the heap such as 50%, or a size such as 512MiB, at most the heap";
    return new Form<>(
        says,
        text -> {
          long found =
              text.matches("[1-9]\\d?%|100%")
                  ? heap / 100 * Long.parseLong(text.substring(0, text.length() - 1))
                  : Units.bytes(text);
          require(
              found > 0 && found <= heap,
              "%s of %,d MB (VIFTE_HEAP sets it)".formatted(says, heap / 1_000_000),
              text);
          return found;
        });
  }

  private static Path path(String text) {
    try {
      require(!text.isBlank(), "a path", text);
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path, not '%s'".formatted(text), e);
    }
  }

  private static void require(boolean right, String says, String text) {
    if (!right) {
      String shown = text.contains("'") ? text : text + "'";
      throw new IllegalArgumentException("must be %s, not '%s".formatted(says, shown));
    }
  }

  private static String in(Duration length) {
    return length.toHours() > 0 ? length.toHours() + "h" : length.toSeconds() + "s";
  }
}
