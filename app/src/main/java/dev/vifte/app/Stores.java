package dev.vifte.app;

import dev.vifte.Backend;
import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.TenantPlace;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsState;
import dev.vifte.s3.S3Buckets;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Where a node keeps everything: what the two URLs of the configuration say.
@FunctionalInterface
public interface Stores {
  /// Opens them.
  ///
  /// @throws IOException saying what to do when they cannot be used
  Opened open() throws IOException;

  /// Stores that are open, and the time to go by beside them.
  ///
  /// @param nats the servers under them, where it is those; closed last
  record Opened(Backend backend, InstantSource clock, Optional<NatsState> nats)
      implements AutoCloseable {
    Opened(Backend backend, InstantSource clock) {
      this(backend, clock, Optional.empty());
    }

    @Override
    public void close() {
      try (var parts = new Closing()) {
        nats.ifPresent(parts::add);
        var _ = parts.add(backend);
      }
    }
  }

  /// A folder of this machine.
  static Stores in(Path folder) {
    return embedded(EmbeddedSettings.in(folder));
  }

  /// Gone when they are closed.
  static Stores inMemory() {
    return embedded(EmbeddedSettings.inMemory());
  }

  /// Those of the configuration; a server that is not up yet is waited for.
  ///
  /// @param notes told what is waited for
  /// @throws Problem when the two URLs do not go together, or the keys of tenants with them
  static Stores of(Settings settings, Consumer<String> notes) {
    return Encryption.over(finished(settings, notes), settings);
  }

  private static Stores finished(Settings settings, Consumer<String> notes) {
    Stores all = evenUnfinished(settings, notes);
    return () -> refusingUnfinished(all.open(), settings);
  }

  private static Opened refusingUnfinished(Opened opened, Settings settings) throws IOException {
    try {
      if (settings.store().onNats()) {
        RestoreMark.in(opened.backend().objects()).refuse(settings.store().objects());
      } else {
        Path folder = settings.store().data();
        RestoreMark.in(folder).refuse(folder.toString());
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /// Those of the configuration, also where a restore has not ended and with objects as they lie,
  /// encrypted or not: for that restore.
  ///
  /// @throws Problem when the two URLs do not go together
  static Stores evenUnfinished(Settings settings, Consumer<String> notes) {
    return TenantStores.over(common(settings, notes), settings, notes);
  }

  private static Stores common(Settings settings, Consumer<String> notes) {
    boolean onS3 = settings.store().onS3();
    boolean onNats = settings.store().onNats();
    var data =
        EmbeddedSettings.in(settings.store().data()).maxQueueBytes(settings.store().queueBytes());
    refuseDemands(settings);
    if (!onS3 && !onNats) {
      return embedded(data);
    }
    if (onS3 && onNats) {
      return () -> onServers(settings, notes);
    }
    if (onS3) {
      return () -> filesOnS3(settings, data, notes);
    }
    throw new Problem(
        ExitCode.CONFIGURATION,
        "events are on NATS but objects are in a folder of this machine, which other nodes do not"
            + " see; set objects to an s3: URL (VIFTE_OBJECTS)");
  }

  private static void refuseDemands(Settings settings) {
    if (!settings.store().onNats() && !settings.residency().demands().isEmpty()) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "residency.streams asks for servers of NATS, but events are in a folder of this machine;"
              + " set events to servers, or take it out");
    }
  }

  /// A look at a server.
  @FunctionalInterface
  interface Check {
    void run() throws IOException;
  }

  /// Asks the object store once whether it is there, knows us and has the bucket.
  ///
  /// @param notes told of what is odd and keeps no node from starting
  static Check objects(Settings settings, Consumer<String> notes) {
    return () -> {
      try (S3Objects objects = S3Objects.open(Servers.s3(settings))) {
        objects.check();
        Region.of(settings).look(objects, notes);
      }
    };
  }

  /// Asks once whether the objects of a tenant can lie where they have to.
  static Check objects(Settings settings, TenantPlace own) {
    return () -> {
      if (own.isFolder()) {
        TenantPlaces.requireFolder(own);
        return;
      }
      try (S3Objects objects = S3Objects.open(Servers.s3(settings, own))) {
        objects.check();
        Region.of(own).look(objects, _ -> {});
      }
    };
  }

  /// Asks for an object in a bucket of others once.
  static Check bucket(Settings settings, String bucket) {
    return () -> {
      try (S3Buckets buckets = S3Buckets.open(Servers.s3(settings), Set.of(bucket));
          var entries = buckets.list(bucket, "", "")) {
        var _ = entries.findFirst();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    };
  }

  /// Asks the broker once.
  static Check state(Settings settings) {
    return () -> Nats.open(Servers.nats(settings)).close();
  }

  private static Stores embedded(EmbeddedSettings settings) {
    return () -> new Opened(Embedded.open(settings), settings.clock());
  }

  private static Opened onServers(Settings settings, Consumer<String> notes) throws IOException {
    NatsState state = Patience.open(() -> Nats.open(Servers.nats(settings)), notes);
    try {
      S3Objects objects = bucket(Servers.s3(settings), Region.of(settings), notes);
      var backend = new Backend(objects, state.queue(), state.jobs(), state.events());
      return new Opened(backend, state.clock(), Optional.of(state));
    } catch (IOException | RuntimeException e) {
      state.close();
      throw e;
    }
  }

  private static Opened filesOnS3(Settings settings, EmbeddedSettings data, Consumer<String> notes)
      throws IOException {
    S3Objects objects = bucket(Servers.s3(settings), Region.of(settings), notes);
    try {
      Backend own = Embedded.open(data);
      own.objects().close();
      return new Opened(new Backend(objects, own.queue(), own.jobs(), own.events()), data.clock());
    } catch (IOException | RuntimeException e) {
      objects.close();
      throw e;
    }
  }

  /// The bucket, made where it is missing and we may.
  static S3Objects bucket(S3Settings settings, Region region, Consumer<String> notes)
      throws IOException {
    S3Objects objects = S3Objects.open(settings);
    try {
      if (Patience.open(objects::ensureBucket, notes)) {
        notes.accept("made the bucket of " + settings);
      }
      region.look(objects, notes);
      return objects;
    } catch (IOException | RuntimeException e) {
      objects.close();
      throw e;
    }
  }
}
