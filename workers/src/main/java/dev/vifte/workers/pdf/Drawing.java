package dev.vifte.workers.pdf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.stage.SettingsReader;
import java.util.Optional;

/// What to draw, and how large.
///
/// @param dpi dots per inch
/// @param maxSide pixels of the longer side at most
record Drawing(Pages pages, int dpi, PageFormat format, Optional<Integer> maxSide) {
  private static final int DEFAULT_DPI = 150;
  private static final int MAX_DPI = 600;
  private static final int MAX_SIDE = 30_000;

  Drawing {
    if (dpi < 1 || dpi > MAX_DPI) {
      throw new IllegalArgumentException("dpi must be 1 to %d, not %d".formatted(MAX_DPI, dpi));
    }
    if (maxSide.filter(side -> side < 1 || side > MAX_SIDE).isPresent()) {
      throw new IllegalArgumentException(
          "max-side must be 1 to %d pixels, not %d".formatted(MAX_SIDE, maxSide.get()));
    }
  }

  static Drawing of(Pages pages) {
    return new Drawing(pages, DEFAULT_DPI, new PageFormat.Png(), Optional.empty());
  }

  static Drawing read(SettingsReader with) {
    return new Drawing(
        with.parsed("pages", Pages::parse).orElse(Pages.ALL),
        with.integer("dpi", 1, MAX_DPI).orElse(DEFAULT_DPI),
        format(with),
        with.integer("max-side", 1, MAX_SIDE));
  }

  private static PageFormat format(SettingsReader with) {
    String word = with.text("format", "png");
    int quality = with.integer("quality", 1, 100).orElse(PageFormat.Jpeg.DEFAULT);
    if (!word.equals("png") && !word.equals("jpeg")) {
      with.problem("format", "must be png or jpeg, not " + word);
    }
    return word.equals("jpeg") ? new PageFormat.Jpeg(quality) : new PageFormat.Png();
  }

  Drawing dpi(int dots) {
    return new Drawing(pages, dots, format, maxSide);
  }

  Drawing format(PageFormat other) {
    return new Drawing(pages, dpi, other, maxSide);
  }

  Drawing maxSide(int pixels) {
    return new Drawing(pages, dpi, format, Optional.of(pixels));
  }

  ObjectNode json() {
    var json = Json.object().put("pages", pages.toString()).put("dpi", dpi);
    json.put("format", format.word());
    if (format instanceof PageFormat.Jpeg(int percent)) {
      json.put("quality", percent);
    }
    maxSide.ifPresent(side -> json.put("max-side", side));
    return json;
  }
}
