package dev.vifte.app.backup;

import dev.vifte.app.RestoreMark;
import dev.vifte.app.Servers;
import dev.vifte.app.settings.Settings;
import dev.vifte.embedded.EmbeddedCopy;
import dev.vifte.nats.NatsCopy;
import dev.vifte.s3.S3Objects;
import java.io.IOException;

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
    return objects instanceof ObjectCopies.InBucket(S3Objects store) && settings.store().onNats()
        ? RestoreMark.in(store)
        : RestoreMark.in(settings.store().data());
  }

  static ObjectCopies objects(Settings settings) {
    return settings.store().onS3()
        ? new ObjectCopies.InBucket(S3Objects.open(Servers.s3(settings)))
        : new ObjectCopies.InFolder(EmbeddedCopy.of(settings.store().data()));
  }
}
