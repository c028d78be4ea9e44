package dev.vifte.job;

import java.io.IOException;

/// A power of job stores in which bytes outlive the erasure of their records for a while, such as
/// in a log of writes.
public interface Scrubbing {
  /// Overwrites or drops what was erased before this call.
  void scrub() throws IOException;
}
