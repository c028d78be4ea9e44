package dev.vifte.object;

import java.io.IOException;
import java.time.Duration;

/// A power of stores in which a crash in the middle of a put leaves bytes that nobody sees and that
/// cost room until they are cleared.
public interface Leftovers {
  /// Removes what is left of puts that began longer ago than `age`. A put that is still running
  /// must be younger, or it fails.
  ///
  /// @return how many there were
  int clearLeftovers(Duration age) throws IOException;
}
