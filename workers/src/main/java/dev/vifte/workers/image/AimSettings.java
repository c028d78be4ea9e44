package dev.vifte.workers.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.imaging.Aim;
import dev.vifte.imaging.Edits;
import dev.vifte.stage.SettingsReader;
import java.math.BigDecimal;
import java.util.Optional;

/// What the quality of a variant is chosen for, as settings: `max_bytes`, and `autoquality:
/// {method: dssim, target, min, max, allowed_error}`.
final class AimSettings {
  private static final int MOST_BYTES = 100_000_000;
  private static final Aim.Likeness USUAL = new Aim.Likeness(0.02, 70, 80, 0.001);

  private AimSettings() {}

  static Edits read(SettingsReader reader, Edits edits) {
    Edits aimed = reader.integer("max_bytes", 256, MOST_BYTES).map(edits::maxBytes).orElse(edits);
    Optional<Optional<Aim.Likeness>> likeness =
        reader.map("autoquality", "{method: dssim, target: 0.02}", AimSettings::likeness);
    return likeness.flatMap(read -> read).map(aimed::likeness).orElse(aimed);
  }

  private static Optional<Aim.Likeness> likeness(SettingsReader reader) {
    if (!reader.text("method", "dssim").equals("dssim")) {
      reader.problem("method", "must be dssim, which is the only one");
    }
    double target = dissimilarity(reader, "target", USUAL.target());
    double error = dissimilarity(reader, "allowed_error", USUAL.allowedError());
    int min = reader.integer("min", 1, 100).orElse(USUAL.min());
    int max = reader.integer("max", 1, 100).orElse(Math.max(min, USUAL.max()));
    if (min > max) {
      reader.problem("min", "is %d; it must not be more than max, %d".formatted(min, max));
      return Optional.empty();
    }
    return Optional.of(new Aim.Likeness(target, min, max, error));
  }

  private static double dissimilarity(SettingsReader reader, String key, double otherwise) {
    return reader
        .parsed(key, EditSettings.number(0.5, "a number from 0 to 0.5, such as " + otherwise))
        .orElse(otherwise);
  }

  /// The reverse of [#read].
  static void write(Aim aim, ObjectNode node) {
    if (aim.maxBytes() > 0) {
      node.put("max_bytes", aim.maxBytes());
    }
    aim.likeness().ifPresent(likeness -> write(likeness, node.putObject("autoquality")));
  }

  private static void write(Aim.Likeness likeness, ObjectNode node) {
    node.put("method", "dssim")
        .put("target", BigDecimal.valueOf(likeness.target()))
        .put("min", likeness.min())
        .put("max", likeness.max())
        .put("allowed_error", BigDecimal.valueOf(likeness.allowedError()));
  }
}
