package dev.vifte.app;

import dev.vifte.Backend;
import dev.vifte.app.settings.OutsideSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.encrypt.EncryptedJobs;
import dev.vifte.encrypt.EncryptedObjects;
import dev.vifte.encrypt.TenantKeys;
import dev.vifte.job.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// Whose objects are encrypted, as the configuration says.
public final class Encryption {
  private static final int BYTES = 32;

  private Encryption() {}

  /// The stores, with the objects of some tenants encrypted.
  ///
  /// @throws Problem when the keys cannot be used, or a door is open that cannot work with them
  static Stores over(Stores plain, Settings settings) {
    Optional<TenantKeys> keys = settings.encryption().keys().map(Encryption::keys);
    if (keys.isEmpty()) {
      return plain;
    }
    refuseDoors(keys.get(), settings);
    return () -> {
      Stores.Opened opened = plain.open();
      return new Stores.Opened(
          encrypted(opened.backend(), keys.get()), opened.clock(), opened.nats());
    };
  }

  /// The keys of a file.
  ///
  /// @throws Problem when it cannot be used
  public static TenantKeys keys(Path file) {
    try {
      return TenantKeys.read(file);
    } catch (IOException | IllegalArgumentException e) {
      String why = e instanceof IOException ? "cannot be read: " + e : e.getMessage();
      throw new Problem(ExitCode.CONFIGURATION, "encryption.keys-file: " + why, e);
    }
  }

  private static Backend encrypted(Backend plain, TenantKeys keys) {
    var random = new SecureRandom();
    var objects = new EncryptedObjects(plain.objects(), keys, random);
    var jobs = EncryptedJobs.of(plain.jobs(), keys, random);
    return new Backend(objects, plain.queue(), jobs, plain.events());
  }

  /// What comes from buckets and events lies there as it is, before we see it.
  private static void refuseDoors(TenantKeys keys, Settings settings) {
    OutsideSettings outside = settings.outside();
    boolean events = outside.nats() && settings.store().onNats();
    if (keys.tenants().contains(outside.tenant()) && (outside.readsBuckets() || events)) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          ("the objects of tenant %s are to be encrypted (encryption.keys-file), but files of buckets"
                  + " and NATS events, which are not, become jobs of it: set ingest.nats to off and"
                  + " name no ingest.buckets and ingest.watch, or set ingest.tenant to another")
              .formatted(outside.tenant()));
    }
  }

  /// Adds a fresh key of a tenant to the file, from then on its current one.
  ///
  /// @throws IOException when the file cannot be written
  public static void add(Path file, TenantId tenant, String id) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    String line = "%s %s %s%n".formatted(tenant, id, Base64.getEncoder().encodeToString(secret));
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
    Files.writeString(file, line, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
  }
}
