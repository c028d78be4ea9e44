package dev.vifte.app;

import dev.vifte.app.settings.Settings;
import dev.vifte.erase.EraseHook;
import dev.vifte.object.ObjectKey;
import dev.vifte.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Who was erased, in a place that outlives the store: an erasure is over only when it stands
/// there, so that a backup which is older cannot bring anybody back. Holds no personal data. Safe
/// for use by many threads.
public interface ErasureLedger extends EraseHook {
  /// A folder, or a bucket by its `s3:` URL.
  ///
  /// @throws Problem when it is where the objects are: it would be lost with them
  static ErasureLedger at(String place, Settings settings) {
    if (!place.startsWith("s3:")) {
      return new FolderLedger(Path.of(place));
    }
    S3Settings bucket = Servers.s3(settings, place);
    if (settings.store().onS3() && isSame(bucket, Servers.s3(settings))) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "erase.ledger: %s is the bucket of the objects, and would be lost with them; name another"
              .formatted(place));
    }
    return new BucketLedger(bucket);
  }

  private static boolean isSame(S3Settings one, S3Settings other) {
    return one.endpoint().equals(other.endpoint()) && one.bucket().equals(other.bucket());
  }

  /// The receipts that would stand for these erasures in the store.
  ///
  /// @throws IOException when the place is not there or cannot be read
  List<ObjectKey> receipts() throws IOException;

  @Override
  default String name() {
    return "erase.ledger";
  }
}
