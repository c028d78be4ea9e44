package dev.vifte.workers.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.imaging.look.Look;

/// A look as findings: names as imgproxy has them, where it has them.
final class LookFacts {
  private LookFacts() {}

  static ObjectNode of(Look look) {
    ObjectNode facts = Json.object().put("average", look.average());
    var palette = facts.putArray("palette");
    look.palette()
        .forEach(swatch ->
            palette.addObject().put("color", swatch.colour()).put("percent", swatch.percent()));
    return facts
        .put("blurhash", look.blurHash())
        .put("thumbhash", look.thumbHash())
        .put("phash", Look.hex(look.phash()))
        .put("dhash", Look.hex(look.dhash()));
  }
}
