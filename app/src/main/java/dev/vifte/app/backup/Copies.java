package dev.vifte.app.backup;

import dev.vifte.app.RestoreMark;
import dev.vifte.app.Servers;
import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.TenantPlace;
import dev.vifte.embedded.EmbeddedCopy;
import dev.vifte.job.TenantId;
import dev.vifte.nats.NatsCopy;
import dev.vifte.place.Places;
import dev.vifte.s3.S3Objects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// What the configuration names, from outside.
final class Copies {
  private Copies() {}

  static StateCopies state(Settings settings) throws IOException {
    return settings.store().onNats()
        ? new StreamCopies(NatsCopy.open(Servers.nats(settings)))
        : new SqliteCopies(settings.store().data());
  }

  /// Where it is said that a restore is under way.
  static RestoreMark mark(Settings settings, ObjectCopies objects) {
    return objects.common() instanceof ObjectCopies.InBucket(S3Objects store)
            && settings.store().onNats()
        ? RestoreMark.in(store)
        : RestoreMark.in(settings.store().data());
  }

  static ObjectCopies objects(Settings settings) {
    ObjectCopies common = common(settings);
    Map<TenantId, ObjectCopies> own =
        settings.residency().places().stream()
            .collect(Collectors.toMap(TenantPlace::tenant, each -> own(settings, each)));
    return own.isEmpty() ? common : new ObjectCopies.Placed(new Places<>(common, own));
  }

  private static ObjectCopies own(Settings settings, TenantPlace place) {
    return place.isFolder()
        ? new ObjectCopies.InFolder(EmbeddedCopy.of(Path.of(place.place())))
        : new ObjectCopies.InBucket(S3Objects.open(Servers.s3(settings, place)));
  }

  private static ObjectCopies common(Settings settings) {
    return settings.store().onS3()
        ? new ObjectCopies.InBucket(S3Objects.open(Servers.s3(settings)))
        : new ObjectCopies.InFolder(EmbeddedCopy.of(settings.store().data()));
  }
}
