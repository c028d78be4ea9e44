package dev.vifte.imaging.inflate;

import java.io.IOException;

/// Where the deflated bytes are: stretches of one array, asked for one after the other.
@FunctionalInterface
public interface Stretches {
  /// A part of the array; empty where there is no more.
  record Stretch(int from, int to) {
    public static final Stretch NONE = new Stretch(0, 0);
  }

  /// The next one that is not empty, or [Stretch#NONE].
  Stretch next() throws IOException;
}
