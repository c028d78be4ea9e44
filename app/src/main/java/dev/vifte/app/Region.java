package dev.vifte.app;

import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.TenantPlace;
import dev.vifte.s3.S3Objects;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.Consumer;

/// How much it matters in which region a bucket lies.
enum Region {
  /// Nobody has named one.
  ANY,
  /// Requests are signed for one. Some stores take them and say that they are elsewhere, and many
  /// keys may not ask: that is told.
  SIGNED,
  /// Files have to lie there.
  REQUIRED;

  /// That of the bucket of all.
  static Region of(Settings settings) {
    if (settings.bucket().region().isEmpty()) {
      return ANY;
    }
    return settings.residency().here().isPresent() ? REQUIRED : SIGNED;
  }

  static Region of(TenantPlace own) {
    return own.region().isPresent() ? REQUIRED : ANY;
  }

  /// Asks the store where a bucket lies.
  ///
  /// @throws IOException when it has to lie elsewhere, or may
  void look(S3Objects bucket, Consumer<String> notes) throws IOException {
    if (this == ANY) {
      return;
    }
    try {
      bucket.requireRegion();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      if (this == REQUIRED) {
        throw e;
      }
      notes.accept(
          e.getMessage() + "; going on, since residency.here does not bind it to a region");
    }
  }
}
