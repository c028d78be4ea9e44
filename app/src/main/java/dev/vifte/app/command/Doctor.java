package dev.vifte.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vifte.Json;
import dev.vifte.app.ExitCode;
import dev.vifte.app.doctor.Checkup;
import dev.vifte.app.doctor.Finding;
import dev.vifte.app.screen.Table;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vifte doctor`.
@Command(
    name = "doctor",
    description = {
      "Looks whether Vifte can work here: Java, configuration, memory, child processes, fonts, libvips,",
      "store, disk, port, plugins and pipelines; says what to do. Exits 1 when something fails."
    },
    footer = {"", "Example:", "  vifte doctor --config prod.yaml"})
final class Doctor implements Callable<Integer> {
  private final Context context;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Mixin private final ConfigOption config = new ConfigOption();

  Doctor(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new Checkup(context.environment()).look(() -> config.load(context));
    if (json) {
      var document = Json.object();
      ArrayNode list = document.putArray("findings");
      findings.forEach(finding -> list.add(Json.tree(finding)));
      context.screen().json(document);
    } else {
      var table = Table.of("", "about", "found", "what to do");
      findings.forEach(finding ->
          table.row(
              finding.level().name().toLowerCase(Locale.ROOT),
              finding.about(),
              finding.found(),
              finding.advice()));
      table.printTo(context.screen());
    }
    boolean bad = findings.stream().anyMatch(f -> f.level() == Finding.Level.FAIL);
    return (bad ? ExitCode.INCOMPLETE : ExitCode.OK).number();
  }
}
