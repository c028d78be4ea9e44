package dev.vifte.workers.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.imaging.Edits;
import dev.vifte.imaging.Gravity;
import dev.vifte.imaging.Paint;
import dev.vifte.imaging.Turn;
import dev.vifte.stage.SettingsReader;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The edits of a variant as settings. Names and words are imgproxy's: `gravity: sm | fp:X:Y | no |
/// so | ea | we | noea | nowe | soea | sowe | ce, rotate, flip, trim, blur, sharpen, background,
/// padding, watermark`, and those of [AimSettings].
final class EditSettings {
  private static final Pattern FOCUS = Pattern.compile("fp:([\\d.]{1,9}):([\\d.]{1,9})");
  private static final Pattern COLOUR = Pattern.compile("#?([0-9a-fA-F]{6})");

  /// By word: where a fill is cut.
  private static final Map<String, Gravity> PLACES =
      Map.ofEntries(
          Map.entry("ce", Gravity.CENTRE),
          Map.entry("no", new Gravity.Point(0.5, 0)),
          Map.entry("so", new Gravity.Point(0.5, 1)),
          Map.entry("ea", new Gravity.Point(1, 0.5)),
          Map.entry("we", new Gravity.Point(0, 0.5)),
          Map.entry("noea", new Gravity.Point(1, 0)),
          Map.entry("nowe", new Gravity.Point(0, 0)),
          Map.entry("soea", new Gravity.Point(1, 1)),
          Map.entry("sowe", new Gravity.Point(0, 1)),
          Map.entry("sm", new Gravity.Smart()));

  private EditSettings() {}

  static Edits read(SettingsReader reader) {
    Edits edits = Edits.NONE;
    edits = reader.parsed("gravity", EditSettings::gravity).map(edits::gravity).orElse(edits);
    int quarters = reader.parsed("rotate", EditSettings::quarters).orElse(0);
    edits = edits.turn(turn(quarters, reader.parsed("flip", EditSettings::flip).orElse("")));
    edits = reader.parsed("blur", sigma(50)).map(edits::blur).orElse(edits);
    edits = reader.parsed("sharpen", sigma(10)).map(edits::sharpen).orElse(edits);
    edits = reader.parsed("background", EditSettings::colour).map(edits::background).orElse(edits);
    edits = reader.integer("padding", 0, 1000).map(edits::padding).orElse(edits);
    edits = TrimSettings.read(reader).map(edits::trim).orElse(edits);
    edits = WatermarkSettings.read(reader).map(edits::watermark).orElse(edits);
    return AimSettings.read(reader, edits);
  }

  /// A place by its word, such as `soea`.
  static Optional<Gravity.Point> place(String word) {
    return Optional.ofNullable(PLACES.get(word))
        .filter(Gravity.Point.class::isInstance)
        .map(Gravity.Point.class::cast);
  }

  /// The word of a place.
  static String word(Gravity gravity) {
    return PLACES.entrySet().stream()
        .filter(place -> place.getValue().equals(gravity))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> focus(gravity));
  }

  private static Gravity gravity(String word) {
    Matcher focus = FOCUS.matcher(word);
    if (focus.matches()) {
      return new Gravity.Point(part(focus.group(1)), part(focus.group(2)));
    }
    Gravity found = PLACES.get(word);
    if (found == null) {
      throw new IllegalArgumentException(
          "'%s' is unknown; use sm, fp:0.5:0.3, ce, no, so, ea, we, noea, nowe, soea or sowe"
              .formatted(word));
    }
    return found;
  }

  private static double part(String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a part from 0 to 1".formatted(number), e);
    }
  }

  private static int quarters(String degrees) {
    return switch (degrees) {
      case "0" -> 0;
      case "90" -> 1;
      case "180" -> 2;
      case "270" -> 3;
      default -> throw new IllegalArgumentException("must be 0, 90, 180 or 270");
    };
  }

  private static String flip(String word) {
    return switch (word) {
      case "horizontal", "vertical", "both" -> word;
      default -> throw new IllegalArgumentException("must be horizontal, vertical or both");
    };
  }

  /// Upside down is swapped and turned by half.
  private static Turn turn(int quarters, String flip) {
    return switch (flip) {
      case "horizontal" -> new Turn(quarters, true);
      case "vertical" -> new Turn((quarters + 2) % 4, true);
      case "both" -> new Turn((quarters + 2) % 4, false);
      default -> new Turn(quarters, false);
    };
  }

  private static Function<String, Double> sigma(int most) {
    return number(most, "a number of pixels from 0 to %d, such as 0.7".formatted(most));
  }

  static Function<String, Double> number(double most, String wanted) {
    return text -> {
      double number = text.matches("\\d{1,3}(\\.\\d{1,6})?") ? Double.parseDouble(text) : -1;
      if (number < 0 || number > most) {
        throw new IllegalArgumentException("must be " + wanted);
      }
      return number;
    };
  }

  static int colour(String text) {
    Matcher colour = COLOUR.matcher(text);
    if (!colour.matches()) {
      throw new IllegalArgumentException("must be six hex digits in quotes, such as \"ffffff\"");
    }
    return Integer.parseInt(colour.group(1), 16);
  }

  /// The reverse of [#read]; what is as by default stays away.
  static void write(Edits edits, ObjectNode node) {
    if (!edits.gravity().equals(Gravity.CENTRE)) {
      node.put("gravity", word(edits.gravity()));
    }
    if (edits.turn().quarters() > 0) {
      node.put("rotate", edits.turn().quarters() * 90);
    }
    if (edits.turn().mirrored()) {
      node.put("flip", "horizontal");
    }
    edits.trim().ifPresent(trim -> TrimSettings.write(trim, node.putObject("trim")));
    Paint paint = edits.paint();
    put(node, "blur", paint.blur());
    put(node, "sharpen", paint.sharpen());
    paint.background().ifPresent(rgb -> node.put("background", "%06x".formatted(rgb)));
    if (paint.padding() > 0) {
      node.put("padding", paint.padding());
    }
    paint.watermark().ifPresent(mark -> WatermarkSettings.write(mark, node.putObject("watermark")));
    AimSettings.write(edits.aim(), node);
  }

  /// Nothing for 0.
  static void put(ObjectNode node, String key, double number) {
    if (number > 0) {
      node.put(key, BigDecimal.valueOf(number));
    }
  }

  private static String focus(Gravity gravity) {
    return switch (gravity) {
      case Gravity.Point(double x, double y) ->
          "fp:%s:%s"
              .formatted(
                  BigDecimal.valueOf(x).toPlainString(), BigDecimal.valueOf(y).toPlainString());
      case Gravity.Smart() -> "sm";
    };
  }
}
