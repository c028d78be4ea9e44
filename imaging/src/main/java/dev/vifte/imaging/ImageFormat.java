package dev.vifte.imaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A picture format recognised by its first bytes, never by a file name. Those that are not
/// [readable][#readable] are recognised so that a refusal can name them, and HEIC and AVIF for an
/// [Accelerator].
public enum ImageFormat {
  JPEG("image/jpeg", true),
  PNG("image/png", true),
  GIF("image/gif", true),
  WEBP("image/webp", true),
  TIFF("image/tiff", true),
  BMP("image/bmp", true),
  PSD("image/vnd.adobe.photoshop", true),
  HEIC("image/heic", false),
  AVIF("image/avif", false),
  JP2("image/jp2", false),
  JXL("image/jxl", false),
  SVG("image/svg+xml", false),
  ICO("image/vnd.microsoft.icon", false);

  /// How many first bytes [#sniff] looks at.
  public static final int SNIFF_BYTES = 512;

  private final String mediaType;
  private final boolean readable;

  ImageFormat(String mediaType, boolean readable) {
    this.mediaType = mediaType;
    this.readable = readable;
  }

  /// The registered media type, such as `image/jpeg`.
  public String mediaType() {
    return mediaType;
  }

  /// Whether [Images] decodes it without help.
  public boolean readable() {
    return readable;
  }

  /// The format of a file that begins with `head`; empty when it is none of these.
  public static Optional<ImageFormat> sniff(byte[] head) {
    return byMagic(head)
        .or(() -> byBrand(head))
        .or(() -> isSvg(head) ? Optional.of(SVG) : Optional.empty());
  }

  private static Optional<ImageFormat> byMagic(byte[] head) {
    if (starts(head, "\u00ff\u00d8\u00ff")) return Optional.of(JPEG);
    if (starts(head, "\u0089PNG\r\n\u001a\n")) return Optional.of(PNG);
    if (starts(head, "GIF87a") || starts(head, "GIF89a")) return Optional.of(GIF);
    if (starts(head, "RIFF") && at(head, 8, "WEBP")) return Optional.of(WEBP);
    if (starts(head, "II*\0") || starts(head, "MM\0*")) return Optional.of(TIFF);
    if (starts(head, "II+\0") || starts(head, "MM\0+")) return Optional.of(TIFF);
    if (starts(head, "BM")) return Optional.of(BMP);
    if (starts(head, "8BPS")) return Optional.of(PSD);
    if (starts(head, "\0\0\1\0") && head.length > 5 && head[5] == 0) return Optional.of(ICO);
    return Optional.empty();
  }

  private static Optional<ImageFormat> byBrand(byte[] head) {
    if (starts(head, "\0\0\0\fjP  ") || starts(head, "\u00ffO\u00ffQ")) return Optional.of(JP2);
    if (starts(head, "\0\0\0\fJXL ") || starts(head, "\u00ff\n")) return Optional.of(JXL);
    if (!at(head, 4, "ftyp")) return Optional.empty();
    if (isAvif(head)) return Optional.of(AVIF);
    boolean heif = at(head, 8, "mif1") || at(head, 8, "msf1") || at(head, 8, "he");
    return heif ? Optional.of(HEIC) : Optional.empty();
  }

  /// A general brand may be followed by the one that tells.
  private static boolean isAvif(byte[] head) {
    int end = Math.min(head.length, head[3] & 0xff);
    for (int brand = 8; brand + 4 <= end || brand == 8; brand += 4) {
      if (at(head, brand, "avif") || at(head, brand, "avis")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSvg(byte[] head) {
    String text =
        new String(Arrays.copyOf(head, Math.min(head.length, SNIFF_BYTES)), StandardCharsets.UTF_8)
            .strip()
            .toLowerCase(Locale.ROOT);
    boolean declared = text.startsWith("<?xml") && text.contains("<svg");
    return text.startsWith("<svg") || declared || text.contains("<!doctype svg");
  }

  private static boolean starts(byte[] head, String magic) {
    return at(head, 0, magic);
  }

  private static boolean at(byte[] head, int offset, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + wanted.length;
    return head.length >= end && Arrays.equals(head, offset, end, wanted, 0, wanted.length);
  }
}
