package dev.vifte.testkit.media;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// What a camera writes beside the pixels (Exif 2.32): the TIFF structure inside an APP1 segment.
/// Immutable.
///
/// @param image directory 0: camera, orientation
/// @param photo the Exif directory: lens, exposure, time of taking
/// @param place the GPS directory
/// @param preview directory 1 as far as it is known before the offsets are
/// @param thumbnail a JPEG file, or nothing
record Exif(Ifd image, Ifd photo, Ifd place, Ifd preview, Optional<Bytes> thumbnail) {
  static final Exif NONE = new Exif(Ifd.EMPTY, Ifd.EMPTY, Ifd.EMPTY, Ifd.EMPTY, Optional.empty());

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);
  private static final int HEADER = 8;
  private static final int PHOTO_POINTER = 0x8769;
  private static final int PLACE_POINTER = 0x8825;
  private static final int SECOND_PARTS = 10_000;

  private Exif image(Ifd other) {
    return new Exif(other, photo, place, preview, thumbnail);
  }

  private Exif photo(Ifd other) {
    return new Exif(image, other, place, preview, thumbnail);
  }

  Exif orientation(int value) {
    return image(image.u16(0x0112, value));
  }

  Exif camera(String make, String model) {
    return image(image.text(0x010F, make).text(0x0110, model))
        .photo(photo.raw(0x9000, "0232".getBytes(StandardCharsets.US_ASCII)));
  }

  Exif lens(String model) {
    return photo(photo.text(0xA434, model).rationals(0x920A, 35, 1).rationals(0x829D, 28, 10));
  }

  Exif serial(String number) {
    return photo(photo.text(0xA431, number));
  }

  Exif taken(OffsetDateTime when) {
    String time = TIME.format(when);
    String offset = OFFSET.format(when);
    return image(image.text(0x0132, time))
        .photo(photo.text(0x9003, time).text(0x9004, time).text(0x9011, offset));
  }

  /// A block only its maker understands; one that readers keep or drop as a whole.
  Exif makerNote(byte[] note) {
    return photo(photo.raw(0x927C, note));
  }

  /// Degrees, north and east positive.
  Exif gps(double latitude, double longitude) {
    Ifd where =
        place
            .text(0x0001, latitude < 0 ? "S" : "N")
            .rationals(0x0002, angle(latitude))
            .text(0x0003, longitude < 0 ? "W" : "E")
            .rationals(0x0004, angle(longitude));
    return new Exif(image, photo, where, preview, thumbnail);
  }

  private static int[] angle(double degrees) {
    long parts = Math.round(Math.abs(degrees) * 3600 * SECOND_PARTS);
    long perMinute = 60L * SECOND_PARTS;
    long minutes = parts / perMinute;
    return new int[] {
      (int) (minutes / 60), 1, (int) (minutes % 60), 1, (int) (parts % perMinute), SECOND_PARTS
    };
  }

  Exif thumbnail(byte[] jpeg) {
    Ifd directory = Ifd.EMPTY.u16(0x0103, 6).u32(0x0201, 0).u32(0x0202, jpeg.length);
    return new Exif(image, photo, place, directory, Optional.of(new Bytes().add(jpeg)));
  }

  boolean isEmpty() {
    return image.isEmpty() && photo.isEmpty() && place.isEmpty() && thumbnail.isEmpty();
  }

  /// The TIFF structure: header, directories one after another, thumbnail last.
  byte[] tiff() {
    Ifd main = pointing(pointing(image, PHOTO_POINTER, photo, 0), PLACE_POINTER, place, 0);
    int photoAt = HEADER + main.length();
    int placeAt = photoAt + lengthOf(photo);
    int previewAt = placeAt + lengthOf(place);
    main = pointing(main, PHOTO_POINTER, photo, photoAt);
    main = pointing(main, PLACE_POINTER, place, placeAt);
    var file = header().add(main.write(HEADER, thumbnail.isPresent() ? previewAt : 0));
    addUnlessEmpty(file, photo);
    addUnlessEmpty(file, place);
    thumbnail.ifPresent(jpeg -> {
      int jpegAt = previewAt + preview.length();
      file.add(preview.u32(0x0201, jpegAt).write(previewAt, 0)).add(jpeg.toArray());
    });
    return file.toArray();
  }

  static Bytes header() {
    return new Bytes().text("MM").u16(42).u32(HEADER);
  }

  private static Ifd pointing(Ifd from, int tag, Ifd to, int at) {
    return to.isEmpty() ? from : from.u32(tag, at);
  }

  private static int lengthOf(Ifd directory) {
    return directory.isEmpty() ? 0 : directory.length();
  }

  private static void addUnlessEmpty(Bytes file, Ifd directory) {
    if (!directory.isEmpty()) {
      file.add(directory.write(file.size(), 0));
    }
  }
}
