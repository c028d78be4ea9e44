package dev.vifte.workers.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.Names;
import dev.vifte.imaging.Edits;
import dev.vifte.imaging.Geometry;
import dev.vifte.imaging.Gravity;
import dev.vifte.imaging.OutputFormat;
import dev.vifte.imaging.Variant;
import dev.vifte.stage.SettingsReader;
import dev.vifte.stage.StageSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Variants as settings: `variants: [{name, fit: WxH | fill: WxH | width: N | height: N, format,
/// quality, enlarge}]`, and the words of [EditSettings].
final class VariantSettings {
  private static final int LONGEST_SIDE = 16_384;
  private static final int MOST = 64;
  private static final Pattern BOX = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

  private VariantSettings() {}

  static Resize read(StageSettings with) {
    SettingsReader reader = with.read();
    boolean looking = reader.flag("look", false);
    List<Optional<Variant>> read = reader.list("variants", VariantSettings::one);
    List<Variant> variants = read.stream().flatMap(Optional::stream).toList();
    if (read.isEmpty()) {
      reader.problem(
          "variants", "is missing; list at least one, such as {name: thumb, fit: 128x128}");
    }
    if (variants.size() == read.size() && !variants.isEmpty()) {
      try {
        require(variants);
      } catch (IllegalArgumentException e) {
        reader.problem("variants", String.valueOf(e.getMessage()));
      }
    }
    reader.done();
    return new Resize(variants, looking);
  }

  /// What the names of outputs ask for.
  static void require(List<Variant> variants) {
    if (variants.isEmpty() || variants.size() > MOST) {
      throw new IllegalArgumentException(
          "image/resize makes 1 to %d variants, not %d".formatted(MOST, variants.size()));
    }
    var names = new HashSet<String>();
    for (Variant variant : variants) {
      Names.require(variant.name(), "[0-9A-Za-z_][0-9A-Za-z_-]{0,63}", "variant name");
      if (!names.add(variant.name())) {
        throw new IllegalArgumentException(
            "two variants are called '%s'; give each its own name".formatted(variant.name()));
      }
    }
  }

  private static Optional<Variant> one(SettingsReader reader) {
    Optional<String> name = reader.text("name");
    if (name.filter(n -> !n.isBlank()).isEmpty()) {
      reader.problem("name", "is missing; it names the output, such as thumb");
    }
    List<Geometry> geometries = geometries(reader);
    Optional<OutputFormat> format = reader.parsed("format", VariantSettings::format);
    Optional<Integer> quality = reader.integer("quality", 1, 100);
    boolean enlarge = reader.flag("enlarge", false);
    Edits edits = EditSettings.read(reader);
    requireSense(reader, edits, format, enlarge);
    if (geometries.size() != 1) {
      reader.problem("fit", "say one of fit: WxH, fill: WxH, width: N, height: N");
      return Optional.empty();
    }
    return name.filter(n -> !n.isBlank())
        .map(n ->
            new Variant(
                n,
                geometries.getFirst(),
                format.orElse(OutputFormat.AUTO),
                quality.orElse(Variant.DEFAULT_QUALITY),
                enlarge,
                edits));
  }

  /// What does not go together.
  private static void requireSense(
      SettingsReader reader, Edits edits, Optional<OutputFormat> format, boolean enlarge) {
    if (!edits.gravity().equals(Gravity.CENTRE) && !reader.has("fill")) {
      reader.problem("gravity", "says where a fill is cut; give fill: WxH with it");
    }
    boolean png = format.filter(given -> given == OutputFormat.PNG).isPresent();
    if (edits.aim().maxBytes() > 0 && png) {
      reader.problem("max_bytes", "cannot be kept by png; use jpeg, webp or avif");
    }
    if (edits.aim().likeness().isPresent() && (png || reader.has("quality"))) {
      reader.problem(
          "autoquality", "chooses a quality; leave quality out, and use jpeg, webp or avif");
    }
    if (enlarge && unbounded(reader, edits)) {
      reader.problem(
          "enlarge", "with trim needs both sides; give fit, or fill without gravity: sm");
    }
  }

  /// Whether a thin rest of a trimmed picture might become very long.
  private static boolean unbounded(SettingsReader reader, Edits edits) {
    boolean oneSide = reader.has("width") || reader.has("height");
    return edits.trim().isPresent() && (oneSide || edits.gravity() instanceof Gravity.Smart);
  }

  private static List<Geometry> geometries(SettingsReader reader) {
    var found = new ArrayList<Geometry>();
    reader.parsed("fit", box(Geometry.Fit::new)).ifPresent(found::add);
    reader.parsed("fill", box(Geometry.Fill::new)).ifPresent(found::add);
    reader.integer("width", 1, LONGEST_SIDE).map(Geometry.Width::new).ifPresent(found::add);
    reader.integer("height", 1, LONGEST_SIDE).map(Geometry.Height::new).ifPresent(found::add);
    return found;
  }

  private static <T> Function<String, T> box(BiFunction<Integer, Integer, T> make) {
    return text -> {
      Matcher box = BOX.matcher(text);
      if (!box.matches()) {
        throw new IllegalArgumentException("must be WIDTHxHEIGHT, such as 128x128");
      }
      return make.apply(Integer.valueOf(box.group(1)), Integer.valueOf(box.group(2)));
    };
  }

  private static OutputFormat format(String word) {
    return switch (word) {
      case "auto" -> OutputFormat.AUTO;
      case "jpeg" -> OutputFormat.JPEG;
      case "png" -> OutputFormat.PNG;
      case "webp" -> OutputFormat.WEBP;
      case "avif" -> OutputFormat.AVIF;
      default ->
          throw new IllegalArgumentException(
              "'%s' is unknown; use jpeg, png, webp, avif, auto".formatted(word));
    };
  }

  /// The reverse of [#read]; what is as by default stays away.
  static StageSettings write(List<Variant> variants, boolean looking) {
    ObjectNode with = Json.object();
    var list = with.putArray("variants");
    for (Variant variant : variants) {
      ObjectNode node = list.addObject().put("name", variant.name());
      switch (variant.geometry()) {
        case Geometry.Fit box -> node.put("fit", box.width() + "x" + box.height());
        case Geometry.Fill box -> node.put("fill", box.width() + "x" + box.height());
        case Geometry.Width side -> node.put("width", side.width());
        case Geometry.Height side -> node.put("height", side.height());
      }
      if (variant.format() != OutputFormat.AUTO) {
        node.put("format", variant.format().name().toLowerCase(Locale.ROOT));
      }
      if (variant.quality() != Variant.DEFAULT_QUALITY) {
        node.put("quality", variant.quality());
      }
      if (variant.enlarge()) {
        node.put("enlarge", true);
      }
      EditSettings.write(variant.edits(), node);
    }
    if (looking) {
      with.put("look", true);
    }
    return StageSettings.of(with);
  }
}
