package dev.vifte.erased;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vifte.testkit.media.Media;
import java.util.List;

/// Words that stand nowhere else, and files of one person that are full of them.
///
/// @param person as the tenant calls them
public record Marks(String person) {
  private static final int BMP_HEAD = 54;

  /// A file on its way in.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Upload(String name, byte[] bytes) {}

  public String inNames() {
    return "Qname7" + person;
  }

  public String inExif() {
    return "Qexif7" + person;
  }

  public String inPixels() {
    return "Qpixel7" + person;
  }

  public String inText() {
    return "Qtext7" + person;
  }

  /// All there are, the person's own name included.
  public List<String> all() {
    return List.of("Qperson7" + person, inNames(), inExif(), inPixels(), inText());
  }

  public String subject() {
    return "Qperson7" + person;
  }

  /// A picture with EXIF, one whose pixels say something, a table, and one that is broken.
  public List<Upload> files(int number) {
    byte[] picture = Media.jpeg(200 + number, 150).seed(number).camera(inExif(), inExif()).bytes();
    String table = "%s,number%n%s,%d%n".formatted(inText(), inText(), number);
    return List.of(
        new Upload(inNames() + number + ".jpg", picture),
        new Upload(inNames() + number + ".bmp", pixels(number)),
        new Upload(inNames() + number + ".csv", table.getBytes(UTF_8)),
        new Upload(inNames() + number + "-cut.jpg", Media.truncated(picture, 0.5)));
  }

  /// Uncompressed, so that the words lie in the file as they are.
  private byte[] pixels(int number) {
    byte[] bytes = Media.bmp(64, 48 + number).bytes();
    byte[] mark = inPixels().getBytes(US_ASCII);
    for (int at = BMP_HEAD; at + mark.length < bytes.length; at += 3 * mark.length) {
      System.arraycopy(mark, 0, bytes, at, mark.length);
    }
    return bytes;
  }
}
