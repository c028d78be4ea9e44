package dev.vifte.app.command;

import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import dev.vifte.app.screen.Table;
import dev.vifte.http.ApiKeys;
import dev.vifte.job.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vifte keys`.
@Command(
    name = "keys",
    description = {
      "API keys of the gateway. Only their hashes are kept, in http.keys-file.",
      "A gateway that runs knows of a change from its next start on."
    },
    footer = {
      "",
      "Examples:",
      "  vifte keys create --tenant acme     prints the key, this once",
      "  vifte keys list",
      "  vifte keys remove 3f9a1c           the one whose hash begins so"
    },
    synopsisSubcommandLabel = "COMMAND")
final class Keys {
  private final Context context;

  Keys(Context context) {
    this.context = context;
  }

  @Command(name = "create", description = "Makes a key and prints it, this once.")
  int create(
      @Mixin ConfigOption config,
      @Option(
              names = "--tenant",
              paramLabel = "NAME",
              defaultValue = "default",
              description = "Whose it is; jobs are seen by their tenant only. Default: default.")
          String tenant) {
    Path file = config.load(context).http().keysFile();
    try {
      context.screen().print(ApiKeys.load(file).create(new TenantId(tenant)));
      context.screen().note("kept as a hash in %s; it is not shown again".formatted(file));
      return 0;
    } catch (IllegalArgumentException e) {
      throw new Problem(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new Problem(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }

  @Command(
      name = "remove",
      description = "Withdraws a key. Gateways that run take it until they are started anew.")
  int remove(
      @Mixin ConfigOption config,
      @Parameters(paramLabel = "HASH", description = "The start of its hash, as the list shows it.")
          String hash) {
    Path file = config.load(context).http().keysFile();
    try {
      TenantId tenant = ApiKeys.load(file).remove(hash);
      context.screen().print("a key of %s is withdrawn; restart every gateway".formatted(tenant));
      return 0;
    } catch (IllegalArgumentException e) {
      throw new Problem(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new Problem(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }

  @Command(name = "list", description = "Lists whose keys there are, by the start of their hashes.")
  int list(@Mixin ConfigOption config) {
    Path file = config.load(context).http().keysFile();
    try {
      var table = Table.of("tenant", "hash");
      ApiKeys.load(file)
          .hashes()
          .forEach((hash, tenant) -> table.row(tenant, hash.substring(0, 12)));
      context.screen().print(table.isEmpty() ? "no key in " + file : table.toString());
      return 0;
    } catch (IOException e) {
      throw new Problem(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }
}
