package dev.vifte.workers.metadata;

import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.icc.IccDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Builds the JSON of the stage: the same few fields whatever the camera, and `raw` with the tags
/// as they are.
final class Findings {
  private static final int MAX_KEYWORDS = 100;
  private static final int MAX_KEYWORD = 100;
  private static final int ICC_DESCRIPTION = 0x64657363;

  /// How the library words the first language of a name in several.
  private static final Pattern LOCALISED = Pattern.compile("^\\d+ \\w{4}\\(([^)]*)\\).*");

  private final Tags tags;
  private final Xmp xmp;
  private final ObjectNode data = Json.object();

  private Findings(Tags tags) {
    this.tags = tags;
    this.xmp = tags.xmp();
  }

  static ObjectNode of(Container format, Tags tags) {
    var findings = new Findings(tags);
    findings.data.put("format", format.name().toLowerCase(Locale.ROOT));
    findings.picture(format);
    findings.camera();
    findings.taken();
    ExposureFacts.of(tags).ifPresent(facts -> findings.data.set("exposure", facts));
    findings.gps();
    findings.texts();
    RawTags.of(tags).ifPresent(raw -> findings.data.set("raw", raw));
    if (!tags.blocks().warnings().isEmpty()) {
      var warnings = findings.data.putArray("warnings");
      tags.blocks().warnings().stream()
          .flatMap(warning -> Texts.clean(warning, 200).stream())
          .forEach(warnings::add);
    }
    return findings.data;
  }

  private void picture(Container format) {
    Blocks blocks = tags.blocks();
    if (blocks.width() > 0 && blocks.height() > 0) {
      data.put("width", blocks.width()).put("height", blocks.height());
    }
    data.put("orientation", format.turnsItself() ? 1 : orientation());
    put(
        data,
        "colorProfile",
        tags.with(IccDirectory.class, ICC_DESCRIPTION)
            .flatMap(icc -> Optional.ofNullable(icc.getDescription(ICC_DESCRIPTION)))
            .flatMap(name -> Texts.clean(LOCALISED.matcher(name).replaceFirst("$1"), Texts.MAX)));
  }

  /// 1 to 8 as EXIF means it; 1 when the file says nothing or nonsense.
  private int orientation() {
    return tags.with(ExifDirectoryBase.class, ExifDirectoryBase.TAG_ORIENTATION)
        .map(exif -> exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION))
        .filter(value -> value >= 1 && value <= 8)
        .orElse(1);
  }

  private void camera() {
    var camera = Json.object();
    put(camera, "make", Texts.first(exif(ExifDirectoryBase.TAG_MAKE), xmp.values("tiff:Make")));
    put(camera, "model", Texts.first(exif(ExifDirectoryBase.TAG_MODEL), xmp.values("tiff:Model")));
    put(
        camera,
        "lens",
        Texts.first(
            exif(ExifDirectoryBase.TAG_LENS_MODEL), xmp.values("aux:Lens", "exifEX:LensModel")));
    put(
        camera,
        "serial",
        Texts.first(
            exif(ExifDirectoryBase.TAG_BODY_SERIAL_NUMBER), xmp.values("aux:SerialNumber")));
    if (!camera.isEmpty()) {
      data.set("camera", camera);
    }
  }

  private void taken() {
    Taken.from(tags)
        .ifPresent(taken -> {
          var node = data.putObject("taken").put("local", taken.iso());
          taken.offset().ifPresent(offset -> node.put("offset", offset.getId()));
        });
  }

  private void gps() {
    for (GpsDirectory directory : tags.library().getDirectoriesOfType(GpsDirectory.class)) {
      GeoLocation place = directory.getGeoLocation();
      if (place != null && Math.abs(place.getLatitude()) <= 90 && !data.has("gps")) {
        var gps =
            data.putObject("gps")
                .put("lat", rounded(place.getLatitude()))
                .put("lon", rounded(place.getLongitude()));
        altitude(directory).ifPresent(metres -> gps.put("alt", metres));
      }
    }
  }

  private static Optional<Double> altitude(Directory gps) {
    Double metres = gps.getDoubleObject(GpsDirectory.TAG_ALTITUDE);
    if (metres == null || !Double.isFinite(metres)) {
      return Optional.empty();
    }
    Integer below = gps.getInteger(GpsDirectory.TAG_ALTITUDE_REF);
    return Optional.of(rounded(below != null && below == 1 ? -metres : metres));
  }

  /// Seven digits: a centimetre on the equator.
  private static double rounded(double value) {
    return Math.round(value * 1e7) / 1e7;
  }

  private void texts() {
    put(
        data,
        "title",
        Texts.first(
            xmp.items("dc:title").stream(), iptc(IptcDirectory.TAG_OBJECT_NAME), png("Title")));
    put(
        data,
        "description",
        Texts.first(
            xmp.items("dc:description").stream(),
            iptc(IptcDirectory.TAG_CAPTION),
            exif(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION),
            png("Description")));
    put(
        data,
        "creator",
        Texts.first(
            xmp.items("dc:creator").stream(),
            iptc(IptcDirectory.TAG_BY_LINE),
            exif(ExifDirectoryBase.TAG_ARTIST),
            png("Author")));
    put(
        data,
        "copyright",
        Texts.first(
            xmp.items("dc:rights").stream(),
            iptc(IptcDirectory.TAG_COPYRIGHT_NOTICE),
            exif(ExifDirectoryBase.TAG_COPYRIGHT),
            png("Copyright")));
    keywords();
  }

  private void keywords() {
    var iptc =
        tags.library().getDirectoriesOfType(IptcDirectory.class).stream()
            .flatMap(directory -> Stream.ofNullable(directory.getKeywords()))
            .flatMap(List::stream);
    var words =
        Stream.concat(xmp.items("dc:subject").stream(), iptc)
            .flatMap(word -> Texts.clean(word, MAX_KEYWORD).stream())
            .distinct()
            .limit(MAX_KEYWORDS)
            .toList();
    if (!words.isEmpty()) {
      var array = data.putArray("keywords");
      words.forEach(array::add);
    }
  }

  private Stream<String> exif(int tag) {
    return tags.texts(ExifDirectoryBase.class, tag);
  }

  private Stream<String> iptc(int tag) {
    return tags.texts(IptcDirectory.class, tag);
  }

  private Stream<String> png(String keyword) {
    return Stream.ofNullable(tags.blocks().texts().get(keyword));
  }

  private static void put(ObjectNode node, String key, Optional<String> value) {
    value.ifPresent(text -> node.put(key, text));
  }
}
