package dev.vifte.imaging;

/// What a variant is encoded as.
public enum OutputFormat {
  /// PNG if the source has an alpha channel, else JPEG.
  AUTO("application/octet-stream", ""),
  /// Transparent parts are laid on white.
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  /// Needs an [Accelerator].
  WEBP("image/webp", "webp"),
  /// Needs an [Accelerator]. Its encoder is given three quarters of a variant's quality, which
  /// looks about as good.
  AVIF("image/avif", "avif");

  private final String mediaType;
  private final String extension;

  OutputFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  public String mediaType() {
    return mediaType;
  }

  /// The usual file name ending, without the dot.
  public String extension() {
    return extension;
  }

  /// Whether only an [Accelerator] writes it.
  public boolean needsAccelerator() {
    return this == WEBP || this == AVIF;
  }

  OutputFormat resolve(boolean alpha) {
    return this != AUTO ? this : alpha ? PNG : JPEG;
  }
}
