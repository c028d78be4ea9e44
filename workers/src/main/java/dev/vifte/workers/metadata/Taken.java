package dev.vifte.workers.metadata;

import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.iptc.IptcDirectory;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// When a picture was taken: the camera's local time, and its distance from UTC where the file says
/// so.
///
/// @param offset such as `+02:00` or `Z`
record Taken(LocalDateTime local, Optional<ZoneOffset> offset) {
  /// EXIF `2013:09:07 06:45:12`, XMP `2013-09-07T06:45:12.00+02:00`, IPTC `20130907 064512+0200`.
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})[:/-]?(\\d\\d)[:/-]?(\\d\\d)[ T]+(\\d\\d):?(\\d\\d)(?::?(\\d\\d))?(?:[.,]\\d+)?"
              + "\\s*(Z|[+-]\\d\\d:?\\d\\d)?.*",
          Pattern.DOTALL);

  /// The time of the shot where one is known, then of its digitising, then of the file's last
  /// change.
  static Optional<Taken> from(Tags tags) {
    return Stream.of(
            exif(
                tags,
                ExifDirectoryBase.TAG_DATETIME_ORIGINAL,
                ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL),
            tags.xmp().values("exif:DateTimeOriginal", "photoshop:DateCreated"),
            iptc(tags),
            exif(
                tags,
                ExifDirectoryBase.TAG_DATETIME_DIGITIZED,
                ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED),
            tags.xmp().values("xmp:CreateDate"),
            exif(tags, ExifDirectoryBase.TAG_DATETIME, ExifDirectoryBase.TAG_TIME_ZONE))
        .flatMap(texts -> texts)
        .flatMap(text -> parse(text).stream())
        .findFirst();
  }

  String iso() {
    return local.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
  }

  private static Stream<String> exif(Tags tags, int time, int offset) {
    return tags.texts(ExifDirectoryBase.class, time)
        .map(text -> text + tags.texts(ExifDirectoryBase.class, offset).findFirst().orElse(""));
  }

  private static Stream<String> iptc(Tags tags) {
    return tags.library().getDirectoriesOfType(IptcDirectory.class).stream()
        .flatMap(iptc ->
            text(iptc, IptcDirectory.TAG_DATE_CREATED)
                .flatMap(date ->
                    text(iptc, IptcDirectory.TAG_TIME_CREATED).map(time -> date + " " + time)));
  }

  private static Stream<String> text(Directory directory, int tag) {
    return Stream.ofNullable(directory.getString(tag));
  }

  static Optional<Taken> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      var local =
          LocalDateTime.of(
              number(form, 1),
              number(form, 2),
              number(form, 3),
              number(form, 4),
              number(form, 5),
              number(form, 6));
      return Optional.of(new Taken(local, Optional.ofNullable(form.group(7)).map(ZoneOffset::of)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher form, int group) {
    String digits = form.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
