package dev.vifte.workers.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.imaging.Trim;
import dev.vifte.stage.SettingsReader;
import java.util.Optional;
import java.util.OptionalInt;

/// What is trimmed, as a setting: `trim: {threshold, color, equal_hor, equal_ver}`.
final class TrimSettings {
  private static final double THRESHOLD = 10;

  private TrimSettings() {}

  static Optional<Trim> read(SettingsReader reader) {
    return reader.map("trim", "{threshold: 10, color: \"ffffff\"}", TrimSettings::trim);
  }

  private static Trim trim(SettingsReader reader) {
    double threshold =
        reader
            .parsed("threshold", EditSettings.number(255, "a number from 0 to 255, such as 10"))
            .orElse(THRESHOLD);
    Optional<Integer> colour = reader.parsed("color", EditSettings::colour);
    return new Trim(
        threshold,
        colour.map(OptionalInt::of).orElse(OptionalInt.empty()),
        reader.flag("equal_hor", false),
        reader.flag("equal_ver", false));
  }

  /// The reverse of [#read]; what is as by default stays away.
  static void write(Trim trim, ObjectNode node) {
    if (trim.threshold() == 0) {
      node.put("threshold", 0);
    } else if (trim.threshold() != THRESHOLD) {
      EditSettings.put(node, "threshold", trim.threshold());
    }
    trim.colour().ifPresent(rgb -> node.put("color", "%06x".formatted(rgb)));
    if (trim.equalHor()) {
      node.put("equal_hor", true);
    }
    if (trim.equalVer()) {
      node.put("equal_ver", true);
    }
  }
}
