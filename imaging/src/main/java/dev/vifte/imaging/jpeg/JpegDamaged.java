package dev.vifte.imaging.jpeg;

import java.io.IOException;

/// The file breaks the rules of JPEG, or its data end early. The message says what is wrong and may
/// be shown to the uploader.
public final class JpegDamaged extends IOException {
  private static final long serialVersionUID = 1L;

  JpegDamaged(String what) {
    super(what);
  }
}
