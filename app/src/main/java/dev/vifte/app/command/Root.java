package dev.vifte.app.command;

import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import dev.vifte.app.Release;
import dev.vifte.app.screen.Screen;
import dev.vifte.app.settings.InvalidSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// `vifte`: where arguments come in and exit codes go out.
@Command(
    name = "vifte",
    description =
        "One upload fans out to many workers: image variants, metadata, PDF pages and text, CSV.",
    footer = {
      "",
      "Examples:",
      "  vifte demo                          see it work, with sample files",
      "  vifte run photo.jpg --out results   the whole pipeline over files, no server",
      "  vifte up                            gateway, workers and the page",
      "  vifte put photo.jpg --wait          send a file to a running gateway",
      "",
      "`vifte COMMAND --help` tells more about each."
    },
    exitCodeListHeading = "%nExit codes:%n",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Root {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Prints the version.")
  boolean version;

  private Root() {}

  /// Runs one command line.
  ///
  /// @return the exit code of the process
  public static int run(Screen screen, Map<String, String> environment, String... arguments) {
    var line = new CommandLine(new Root());
    line.getCommandSpec().version(Release.line());
    line.getCommandSpec().usageMessage().exitCodeList(exitCodes());
    var context = new Context(screen, environment);
    commands(arguments).forEach(make -> line.addSubcommand(make.apply(context)));
    return line.setOut(screen.out())
        .setErr(screen.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler((e, _) -> wrongUsage(e, screen))
        .setExecutionExceptionHandler((e, _, _) -> told(e, screen))
        .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
  }

  /// The one that is named, as each takes time to describe; all when it is none of them, for help.
  private static Collection<Function<Context, Object>> commands(String... arguments) {
    var all = all();
    return arguments.length > 0 && all.containsKey(arguments[0])
        ? List.of(all.get(arguments[0]))
        : all.values();
  }

  private static Map<String, Function<Context, Object>> all() {
    var commands = new LinkedHashMap<String, Function<Context, Object>>();
    commands.put("demo", Demo::new);
    commands.put("run", RunFiles::new);
    commands.put("up", Up::new);
    commands.put("init", Init::new);
    commands.put("deploy", Deploy::new);
    commands.put("put", Put::new);
    commands.put("status", Status::new);
    commands.put("watch", Watch::new);
    commands.put("logs", JobLogs::new);
    commands.put("cancel", Cancel::new);
    commands.put("erase", Erase::new);
    commands.put("audit", Audit::new);
    commands.put("backup", BackupTo::new);
    commands.put("restore", RestoreFrom::new);
    commands.put("dead", Dead::new);
    commands.put("validate", Validate::new);
    commands.put("doctor", Doctor::new);
    commands.put("keys", Keys::new);
    commands.put("encryption", Encrypt::new);
    commands.put("version", Version::new);
    return commands;
  }

  private static Map<String, String> exitCodes() {
    var codes = new LinkedHashMap<String, String>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(" " + code.number(), code.says());
    }
    return codes;
  }

  private static int wrongUsage(ParameterException e, Screen screen) {
    screen.note("vifte: " + e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, screen.err())) {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      screen.note("`%s --help` shows how it is used.".formatted(command));
    }
    return ExitCode.USAGE.number();
  }

  /// The one place where what went wrong becomes a sentence.
  private static int told(Exception e, Screen screen) {
    return switch (e) {
      case Problem problem -> {
        screen.note("vifte: " + problem.getMessage());
        yield problem.code().number();
      }
      case InvalidSettings invalid -> {
        screen.note("vifte: the configuration is wrong:");
        invalid.mistakes().forEach(mistake -> screen.note("  " + mistake));
        yield ExitCode.CONFIGURATION.number();
      }
      default -> {
        screen.note(
            "vifte: an unexpected fault (%s); VIFTE_LOG_LEVEL=debug shows where".formatted(e));
        LoggerFactory.getLogger(Root.class).debug("unexpected fault", e);
        yield ExitCode.FAULT.number();
      }
    };
  }
}
