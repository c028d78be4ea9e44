package dev.vifte.imaging;

import java.io.IOException;

/// The picture cannot or must not be rendered, and trying again will not help (except
/// [Reason#TIMEOUT]). The message says what, which and what to do, holds nothing of the server, and
/// may be shown to the uploader.
public final class ImageRefused extends IOException {
  private static final long serialVersionUID = 1L;

  /// Why; stable words for machines.
  public enum Reason {
    EMPTY,
    CORRUPT,
    TRUNCATED,
    UNSUPPORTED,
    TOO_MANY_BYTES,
    TOO_MANY_PIXELS,
    TOO_LONG_SIDE,
    TOO_MANY_FRAMES,
    TOO_MANY_SCANS,
    TIMEOUT
  }

  private final Reason reason;
  private final String message;

  public ImageRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.message = message;
  }

  ImageRefused(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.message = message;
  }

  public Reason reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    return message;
  }

  static ImageRefused corrupt(ImageFormat format, String what) {
    return new ImageRefused(
        Reason.CORRUPT,
        "The %s file is damaged: %s; save it again and send it anew".formatted(format, what));
  }

  static ImageRefused truncated(ImageFormat format) {
    return new ImageRefused(Reason.TRUNCATED, cut(format));
  }

  static ImageRefused truncated(ImageFormat format, Throwable cause) {
    return new ImageRefused(Reason.TRUNCATED, cut(format), cause);
  }

  private static String cut(ImageFormat format) {
    return "The %s file ends too early; send the whole file again".formatted(format);
  }

  static ImageRefused unsupported(ImageFormat format, String what) {
    return new ImageRefused(
        Reason.UNSUPPORTED,
        "This kind of %s is not read (%s); send it as plain JPEG or PNG".formatted(format, what));
  }
}
