package dev.vifte.imaging.heif;

import java.io.IOException;

/// The boxes of a HEIF file are not as they must be; the message says what is wrong with "its" and
/// without a full stop.
public final class HeifDamaged extends IOException {
  private static final long serialVersionUID = 1L;

  HeifDamaged(String message) {
    super(message);
  }
}
