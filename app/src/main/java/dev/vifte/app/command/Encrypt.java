package dev.vifte.app.command;

import dev.vifte.Backend;
import dev.vifte.app.Encryption;
import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import dev.vifte.app.Stores;
import dev.vifte.app.log.Logs;
import dev.vifte.app.settings.Settings;
import dev.vifte.encrypt.EncryptedJobs;
import dev.vifte.encrypt.EncryptedObjects;
import dev.vifte.encrypt.TenantKeys;
import dev.vifte.job.TenantId;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vifte encryption`.
@Command(
    name = "encryption",
    description = {
      "Keys under which the objects of tenants are encrypted, in encryption.keys-file. A node reads",
      "the file when it starts: give all nodes a new key before any of them uses it.",
      "Keep a copy of the file apart from backups of the objects."
    },
    footer = {
      "",
      "To change a key:",
      "  vifte encryption new-key --tenant acme --id 2026-11     then start all nodes again",
      "  vifte encryption reencrypt --tenant acme                then remove the older line"
    },
    synopsisSubcommandLabel = "COMMAND")
final class Encrypt {
  private final Context context;

  Encrypt(Context context) {
    this.context = context;
  }

  @Command(
      name = "new-key",
      description = "Adds a key to the file; it is the current one of its tenant from then on.")
  int newKey(
      @Mixin ConfigOption config,
      @Option(names = "--tenant", paramLabel = "NAME", required = true, description = "Whose.")
          String tenant,
      @Option(
              names = "--id",
              paramLabel = "ID",
              required = true,
              description = "Its name, such as 2026-11; stands in the clear in every object.")
          String id) {
    Path file = file(config.load(context));
    try {
      ObjectKey any = new ObjectKey("in").child(new TenantId(tenant).value()).child("any");
      if (Files.exists(file) && Encryption.keys(file).find(any, id).isPresent()) {
        throw new Problem(ExitCode.USAGE, "tenant %s has a key %s".formatted(tenant, id));
      }
      Encryption.add(file, new TenantId(tenant), id);
      context.screen().print("%s has the key %s now, in %s".formatted(tenant, id, file));
      return 0;
    } catch (IllegalArgumentException e) {
      throw new Problem(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new Problem(ExitCode.CONFIGURATION, "%s cannot be written: %s".formatted(file, e), e);
    }
  }

  @Command(
      name = "reencrypt",
      description = {
        "Encrypts under the current keys what lies under older ones, or is not encrypted yet. It may",
        "be stopped and begun again. A store of one process is to be free: stop the node first."
      })
  int reencrypt(
      @Mixin ConfigOption config,
      @Option(
              names = "--tenant",
              paramLabel = "NAME",
              description = "Only the objects of this tenant; all that have keys otherwise.")
          Optional<String> tenant) {
    Settings settings = config.load(context);
    Logs.as(settings.log());
    TenantKeys keys = Encryption.keys(file(settings));
    try (Backend backend = Stores.of(settings, context.screen()::note).open().backend()) {
      var objects = (EncryptedObjects) backend.objects();
      var jobs = (EncryptedJobs) backend.jobs();
      long written = 0;
      long records = 0;
      for (TenantId each : tenant.map(name -> List.of(new TenantId(name))).orElse(all(keys))) {
        for (String folder : List.of("in", "out")) {
          var place = new ObjectKey(folder).child(each.value());
          written += objects.reencrypt(ObjectPrefix.under(place));
        }
        records += jobs.reencrypt(each);
      }
      context
          .screen()
          .print("%d objects and %d records encrypted anew".formatted(written, records));
      return 0;
    } catch (IllegalArgumentException e) {
      throw new Problem(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new Problem(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<TenantId> all(TenantKeys keys) {
    return List.copyOf(keys.tenants());
  }

  private static Path file(Settings settings) {
    return settings
        .encryption()
        .keys()
        .orElseThrow(() ->
            new Problem(
                ExitCode.CONFIGURATION,
                "no file of keys is named; set encryption.keys-file (VIFTE_ENCRYPTION_KEYS_FILE)"));
  }
}
