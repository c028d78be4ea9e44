package dev.vifte.app.command;

import dev.vifte.app.backup.Backup;
import dev.vifte.app.backup.BackupSet;
import dev.vifte.app.log.Logs;
import dev.vifte.app.screen.Amounts;
import dev.vifte.app.settings.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `vifte backup`.
@Command(
    name = "backup",
    description = {
      "Copies everything the installation keeps to one consistent point: queue, jobs, events,"
          + " files,",
      "results, keys. Nodes may go on working. Everything that was accepted before the point is in",
      "it, and ends after a restore; what is accepted later may be in it.",
      "",
      "It is read back and compared before it gets its name: a backup that is there is whole."
    },
    footer = {
      "",
      "Examples:",
      "  vifte backup /backups/monday            a folder; on the machine of the embedded store",
      "  vifte backup /backups/monday.zip        one file",
      "  vifte backup --config prod.yaml TO      on servers: from any machine that reaches them",
      "",
      "It holds personal data: keep it as safe as the store, and no longer than you must.",
      "Set erase.ledger, so that a restore knows who was erased since. docs/operations.md"
    })
final class BackupTo implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "TO",
      description = "A folder to be made, or a file when it ends in .zip; must not be there.")
  private Path to = Path.of("");

  @Mixin private final ConfigOption config = new ConfigOption();

  BackupTo(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Settings settings = config.load(context);
    Logs.as(settings.log());
    var screen = context.screen();
    BackupSet set = new Backup(settings, screen, InstantSource.system()).make(to);
    screen.print(
        "%s holds everything accepted before %s: %d objects, %s"
            .formatted(to, set.point(), set.objects(), Amounts.bytes(set.bytes())));
    return 0;
  }
}
