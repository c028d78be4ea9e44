package dev.vifte.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.vifte.object.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Signatures of binary formats, as the formats' own specifications give them.
///
/// @param bytes the whole signature in Latin-1, where a dot stands for any byte
record Signature(Pattern bytes, MediaType type) {
  private static final int PDF_SEARCH = 1024;
  private static final Pattern LATE_PDF = Pattern.compile("%PDF-[12]\\.[0-9]");
  private static final List<Family> HEIF_FAMILIES =
      List.of(
          new Family("image/avif", Set.of("avif", "avis")),
          new Family(
              "image/heic", Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs")),
          new Family("image/heif", Set.of("mif1", "msf1")));

  private record Family(String type, Set<String> brands) {}

  private static final List<Signature> ALL =
      List.of(
          signature("\\xFF\\xD8\\xFF", "image/jpeg"),
          signature("\\x89PNG\\r\\n\\x1A\\n", "image/png"),
          signature("GIF8[79]a", "image/gif"),
          signature("RIFF....WEBP", "image/webp"),
          signature("(II[*+]\\x00|MM\\x00[*+])", "image/tiff"),
          // the size of one of the known headers follows, so that a text may begin with BM
          signature(
              "BM.{12}[\\x0C\\x10\\x28\\x34\\x38\\x40\\x6C\\x7C]\\x00\\x00\\x00", "image/bmp"),
          signature("8BPS\\x00[\\x01\\x02]", "image/vnd.adobe.photoshop"),
          signature("%PDF-", "application/pdf"),
          signature("\\x00\\x00\\x00\\x0CjP  \\r\\n\\x87\\n", "image/jp2"),
          signature("\\xFFO\\xFFQ", "image/jp2"),
          signature("\\x00\\x00\\x01\\x00[^\\x00]\\x00", "image/vnd.microsoft.icon"),
          signature("PK(\\x03\\x04|\\x05\\x06)", "application/zip"),
          signature("\\x1F\\x8B\\x08", "application/gzip"));

  private static Signature signature(String regex, String type) {
    return new Signature(Pattern.compile(regex, Pattern.DOTALL), new MediaType(type));
  }

  static Optional<MediaType> of(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, 32), ISO_8859_1);
    return ALL.stream()
        .filter(s -> s.bytes.matcher(start).lookingAt())
        .map(Signature::type)
        .findFirst()
        .or(() -> heif(head));
  }

  /// A PDF after bytes that do not belong to it: readers look for its header in the first 1,024
  /// bytes (PDF 1.7, annex H.3.4.1).
  static Optional<MediaType> lateInFile(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, PDF_SEARCH + 8), ISO_8859_1);
    return LATE_PDF.matcher(start).find()
        ? Optional.of(new MediaType("application/pdf"))
        : Optional.empty();
  }

  /// The `ftyp` box of ISO 14496-12: its brands say which member of the family it is.
  private static Optional<MediaType> heif(byte[] head) {
    String start = new String(head, ISO_8859_1);
    if (head.length < 12 || !start.startsWith("ftyp", 4)) {
      return Optional.empty();
    }
    int size = Byte.toUnsignedInt(head[2]) << 8 | Byte.toUnsignedInt(head[3]);
    List<String> brands =
        IntStream.iterate(8, at -> at + 4 <= Math.min(size, head.length), at -> at + 4)
            .mapToObj(at -> start.substring(at, at + 4))
            .toList();
    return HEIF_FAMILIES.stream()
        .filter(family -> brands.stream().anyMatch(family.brands::contains))
        .map(family -> new MediaType(family.type))
        .findFirst();
  }
}
