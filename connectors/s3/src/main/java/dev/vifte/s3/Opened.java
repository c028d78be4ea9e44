package dev.vifte.s3;

import java.io.InputStream;

/// An open object.
record Opened(Stat stat, InputStream stream) {
  static Opened empty(Stat stat) {
    return new Opened(stat, InputStream.nullInputStream());
  }
}
