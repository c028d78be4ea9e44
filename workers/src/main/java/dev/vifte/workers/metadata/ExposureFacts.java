package dev.vifte.workers.metadata;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.util.Optional;

/// How the shot was exposed, in plain numbers.
final class ExposureFacts {
  private static final int FLASH_FIRED = 1;

  private final Tags tags;
  private final ObjectNode facts = Json.object();

  private ExposureFacts(Tags tags) {
    this.tags = tags;
  }

  /// Seconds, f-number, ISO, focal length in millimetres, as taken and for a 35 mm film, flash.
  static Optional<ObjectNode> of(Tags tags) {
    var exposure = new ExposureFacts(tags);
    exposure.number("seconds", ExifDirectoryBase.TAG_EXPOSURE_TIME);
    exposure.number("fNumber", ExifDirectoryBase.TAG_FNUMBER);
    exposure.number("iso", ExifDirectoryBase.TAG_ISO_EQUIVALENT);
    exposure.number("focalLength", ExifDirectoryBase.TAG_FOCAL_LENGTH);
    exposure.number("focalLength35", ExifDirectoryBase.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH);
    exposure
        .value(ExifDirectoryBase.TAG_FLASH)
        .ifPresent(flash -> exposure.facts.put("flash", (flash.intValue() & FLASH_FIRED) != 0));
    return exposure.facts.isEmpty() ? Optional.empty() : Optional.of(exposure.facts);
  }

  private void number(String key, int tag) {
    value(tag)
        .filter(value -> Double.isFinite(value) && value > 0 && value < 1e9)
        .ifPresent(value -> put(key, Math.round(value * 1e6) / 1e6));
  }

  private void put(String key, double value) {
    if (value == Math.rint(value)) {
      facts.put(key, (long) value);
    } else {
      facts.put(key, value);
    }
  }

  private Optional<Double> value(int tag) {
    return tags.with(ExifDirectoryBase.class, tag)
        .flatMap(exif -> Optional.ofNullable(exif.getDoubleObject(tag)));
  }
}
