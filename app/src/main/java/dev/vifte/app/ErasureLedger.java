package dev.vifte.app;

import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.TenantPlace;
import dev.vifte.erase.EraseHook;
import dev.vifte.object.ObjectKey;
import dev.vifte.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Who was erased, in a place that outlives the store: an erasure is over only when it stands
/// there, so that a backup which is older cannot bring anybody back. Holds no personal data. Safe
/// for use by many threads.
public interface ErasureLedger extends EraseHook {
  /// A folder, or a bucket by its `s3:` URL.
  ///
  /// @throws Problem when it is where objects are, those of a tenant also: it would be lost with
  ///   them
  static ErasureLedger at(String place, Settings settings) {
    if (!place.startsWith("s3:")) {
      Path folder = Path.of(place);
      refuse(folders(settings).anyMatch(real(folder)::startsWith), place, "is in a folder");
      return new FolderLedger(folder);
    }
    S3Settings bucket = Servers.s3(settings, place);
    refuse(buckets(settings).anyMatch(each -> isSame(bucket, each)), place, "is a bucket");
    return new BucketLedger(bucket);
  }

  private static void refuse(boolean lostWithThem, String place, String what) {
    if (lostWithThem) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "erase.ledger: %s %s of the objects (objects, residency.places), and would be lost with them; name another"
              .formatted(place, what));
    }
  }

  private static Stream<Path> folders(Settings settings) {
    return settings.store().onS3()
        ? Stream.empty()
        : Stream.concat(
            Stream.of(real(settings.store().data())),
            settings.residency().places().stream()
                .filter(TenantPlace::isFolder)
                .map(own -> real(Path.of(own.place()))));
  }

  private static Stream<S3Settings> buckets(Settings settings) {
    return settings.store().onS3()
        ? Stream.concat(
            Stream.of(Servers.s3(settings)),
            settings.residency().places().stream()
                .filter(own -> !own.isFolder())
                .map(own -> Servers.s3(settings, own)))
        : Stream.empty();
  }

  /// Without links, as far as it is there.
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException _) {
      return folder.toAbsolutePath().normalize();
    }
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
