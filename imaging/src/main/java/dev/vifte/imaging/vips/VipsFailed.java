package dev.vifte.imaging.vips;

import java.io.IOException;

/// libvips said no; the message is its own, in one line, and is for operators.
public final class VipsFailed extends IOException {
  private static final long serialVersionUID = 1L;

  VipsFailed(String message) {
    super(message);
  }
}
