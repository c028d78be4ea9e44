package dev.vifte.app.command;

import dev.vifte.app.backup.Restore;
import dev.vifte.app.log.Logs;
import dev.vifte.app.settings.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vifte restore`.
@Command(
    name = "restore",
    description = {
      "Puts a backup back, to where the configuration points, while no node runs. First all of it"
          + " is",
      "compared with its checksums. If it is stopped, or dies, run it again: it goes on, and no"
          + " node",
      "starts until it has ended.",
      "",
      "Who was erased since the backup stays erased: what the store itself still tells, the ledger",
      "(erase.ledger) and the backup are asked, and nothing of those people is put back."
    },
    footer = {
      "",
      "Examples:",
      "  vifte restore /backups/monday",
      "  vifte restore /backups/monday.zip --replace",
      "  vifte restore /backups/monday --erasures /mnt/ledger",
      "",
      "Jobs that had not ended go on when a node starts. docs/operations.md has the whole drill."
    })
final class RestoreFrom implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "FROM", description = "What `vifte backup` made.")
  private Path from = Path.of("");

  @Option(
      names = "--replace",
      description = "Also where a state is: that state goes. Objects that are there stay.")
  private boolean replace;

  @Option(
      names = "--erasures",
      paramLabel = "PLACE",
      description = "The ledger of erasures, folder or bucket, in place of erase.ledger.")
  private Optional<String> erasures = Optional.empty();

  @Option(
      names = "--without-erasures",
      description = "Also when nothing tells who was erased since the backup: they come back.")
  private boolean withoutErasures;

  @Mixin private final ConfigOption config = new ConfigOption();

  RestoreFrom(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Settings settings = config.load(context);
    Logs.as(settings.log());
    var options = new Restore.Options(replace, erasures, withoutErasures);
    var screen = context.screen();
    var restore = new Restore(settings, options, screen, InstantSource.system().instant());
    Restore.Done done = restore.from(from);
    screen.print(
        "%d jobs are back as they were at %s; %d objects put, %d were there"
            .formatted(done.jobs().all(), done.set().point(), done.objects(), done.there()));
    screen.print(
        "%d jobs had not ended: what they were at is done again when a node starts"
            .formatted(done.jobs().open()));
    if (done.erased() > 0) {
      screen.print(
          "%d jobs were erased since: they were not put back, and the first node that starts"
                  .formatted(done.erased())
              + " finishes their erasure");
    }
    return 0;
  }
}
