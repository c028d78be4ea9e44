package dev.vifte.workers.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.imaging.Gravity;
import dev.vifte.imaging.Mark;
import dev.vifte.imaging.Watermark;
import dev.vifte.imaging.Watermark.Spot;
import dev.vifte.stage.SettingsReader;
import java.util.Optional;

/// A watermark as a setting: `watermark: {picture, opacity, position: soea, x_offset, y_offset,
/// scale}`. The picture is one of the operator's [Marks].
final class WatermarkSettings {
  private static final int FAR = 10_000;
  private static final String TILED = "re";

  private WatermarkSettings() {}

  static Optional<Watermark> read(SettingsReader reader) {
    Optional<Optional<Watermark>> read =
        reader.map("watermark", "{picture: logo, position: soea}", WatermarkSettings::watermark);
    return read.flatMap(found -> found);
  }

  private static Optional<Watermark> watermark(SettingsReader reader) {
    if (!reader.has("picture")) {
      reader.problem("picture", "is missing; name a file of the watermarks folder, such as logo");
    }
    Optional<Mark> mark = reader.parsed("picture", Marks::named);
    double opacity = part(reader, "opacity", 1);
    double scale = part(reader, "scale", 0);
    Optional<Spot> spot = spot(reader);
    return mark.flatMap(found -> spot.map(at -> new Watermark(found, opacity, at, scale)));
  }

  private static double part(SettingsReader reader, String key, double otherwise) {
    return reader
        .parsed(key, EditSettings.number(1, "a part from 0 to 1, such as 0.5"))
        .orElse(otherwise);
  }

  private static Optional<Spot> spot(SettingsReader reader) {
    String word = reader.text("position", "ce");
    boolean tiled = word.equals(TILED);
    int x = reader.integer("x_offset", tiled ? 0 : -FAR, FAR).orElse(0);
    int y = reader.integer("y_offset", tiled ? 0 : -FAR, FAR).orElse(0);
    if (tiled) {
      return Optional.of(new Spot.Tiled(x, y));
    }
    Optional<Gravity.Point> place = EditSettings.place(word);
    if (place.isEmpty()) {
      reader.problem(
          "position",
          "'%s' is unknown; use ce, no, so, ea, we, noea, nowe, soea, sowe or re".formatted(word));
    }
    return place.map(at -> new Spot.At(at.x(), at.y(), x, y));
  }

  /// The reverse of [#read]; what is as by default stays away.
  static void write(Watermark watermark, ObjectNode node) {
    node.put("picture", watermark.mark().name());
    if (watermark.opacity() == 0) {
      node.put("opacity", 0);
    } else if (watermark.opacity() < 1) {
      EditSettings.put(node, "opacity", watermark.opacity());
    }
    switch (watermark.spot()) {
      case Spot.At(double across, double down, int x, int y) ->
          place(node, EditSettings.word(new Gravity.Point(across, down)), x, y);
      case Spot.Tiled(int x, int y) -> place(node, TILED, x, y);
    }
    EditSettings.put(node, "scale", watermark.scale());
  }

  private static void place(ObjectNode node, String word, int x, int y) {
    if (!word.equals("ce")) {
      node.put("position", word);
    }
    if (x != 0) {
      node.put("x_offset", x);
    }
    if (y != 0) {
      node.put("y_offset", y);
    }
  }
}
