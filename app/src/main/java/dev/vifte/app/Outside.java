package dev.vifte.app;

import dev.vifte.Node;
import dev.vifte.app.settings.OutsideSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.ingest.IngestSettings;
import dev.vifte.ingest.NoBuckets;
import dev.vifte.ingest.OwnPlace;
import dev.vifte.ingest.Watch;
import dev.vifte.s3.S3Buckets;
import dev.vifte.s3.S3Settings;
import java.util.List;
import java.util.stream.Stream;

/// How files come in from outside, as the configuration says.
final class Outside {
  private Outside() {}

  /// Lets a node take them; what it opens for that is added to `parts`. Any node may read the
  /// buckets, to replay a dead letter; only a gateway looks there by itself.
  ///
  /// @throws Problem when buckets are to be read and objects are not in S3
  static Node.Draft let(Node.Draft draft, Role role, Settings settings, Closing parts) {
    OutsideSettings outside = settings.outside();
    if (!outside.readsBuckets()) {
      return draft.ingesting(limits(outside), new NoBuckets());
    }
    if (!settings.store().onS3()) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "ingest.watch and ingest.buckets read the store that objects are in; set objects to an s3:"
              + " URL (VIFTE_OBJECTS)");
    }
    S3Settings store = Servers.s3(settings);
    List<OwnPlace> own =
        Stream.concat(
                Stream.of(store),
                settings.residency().places().stream().map(each -> Servers.s3(settings, each)))
            .filter(each -> each.endpoint().equals(store.endpoint()))
            .map(each -> new OwnPlace(each.bucket(), each.prefix()))
            .toList();
    var watches = role.gateway() ? outside.watches() : List.<Watch>of();
    return draft.ingesting(
        limits(outside).watching(watches).withOwn(own),
        parts.add(S3Buckets.open(store, outside.readable())));
  }

  private static IngestSettings limits(OutsideSettings outside) {
    return IngestSettings.DEFAULTS
        .withTenant(outside.tenant())
        .withSweep(outside.sweep())
        .withRate(outside.rate())
        .withInline(outside.inline());
  }
}
