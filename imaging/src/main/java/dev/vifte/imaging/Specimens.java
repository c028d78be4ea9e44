package dev.vifte.imaging;

import dev.vifte.imaging.vips.Libvips;
import dev.vifte.imaging.vips.NativePicture;
import java.io.IOException;
import java.util.Base64;

/// The smallest files that show whether a library decodes a format: a header it may understand
/// without having the decoder. Each is 64 x 48 px: red, green, blue and white quarters.
final class Specimens {
  static final int WIDTH = 64;
  static final int HEIGHT = 48;

  private static final String HEIC =
      """
      AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAA
      AAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHR
      AAEAAAAAAAAAqQACAAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQ
      AAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAAALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4
      AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAAAwCQAAADAAADAB6gIIEFlurkpr
      m4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAQAAA
      ADAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZw
      ACAAEAAQAAALFtZGF0AAAApSgBrxOA5TH3/8ONP+mfT/XcmZOoMQv/M+PvDqr/CXLEG46eJ+UhP99tP9ediCjQ
      mef/mzt3cwjgok9RBQ3nS9rPiKnw5sH3k/OxNoH3dnoW29wP/F7oACa+LTs1hOMClBxzrwODACoWTT8QA7Y+lc
      S+jVF+GC/fttYXDKBvhloAF0f415YAnGBQOjYGu0/FxsNxcEBz/Mt6GtaWkag5AOW/PlV/VA==
      """;

  private static final String AVIF =
      """
      AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAA
      AAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAMQAAACNpaW5m
      AAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAA
      AMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAABAAAAAMAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEE
      gYIDhAAAADltZGF0EgAKCRgVf7+SBAQNCDIiRgAAABAQ1QgiZ1O4ud8uxFnq+T7lya3MqLEgWP1bc7de2A==
      """;

  private static final String WEBP =
      """
      UklGRpoAAABXRUJQVlA4II4AAADQBgCdASpAADAAPmkokEWkIqGZVABABoSgDHpQA/ADaJ+Afhn+1X9g5ALt3m
      fhM9xNAg67uIppzqAeU2vDkwAA/vDEBtu7QzlEm4aV25DF/fLIrH+ggDy8eK8RBdb0RLaoL+gK0GF6NQAC7FBy
      FsRmNHsYLdBlj+CUYD2quzI+qH2q6sxm5leWWGgIeAAA
      """;

  private Specimens() {}

  static byte[] of(ImageFormat format) {
    String text =
        switch (format) {
          case HEIC -> HEIC;
          case AVIF -> AVIF;
          case WEBP -> WEBP;
          default -> throw new IllegalArgumentException("no specimen of " + format);
        };
    return Base64.getMimeDecoder().decode(text);
  }

  /// Its pixels.
  ///
  /// @throws IOException when it is not decoded
  static byte[] check(ImageFormat format, Libvips vips) throws IOException {
    try (NativePicture picture = vips.read(NativeRows.loader(format), of(format))) {
      return picture.rows(0, HEIGHT);
    }
  }
}
