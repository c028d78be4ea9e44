package dev.vifte.app.command;

import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import dev.vifte.app.Release;
import dev.vifte.app.screen.Screen;
import dev.vifte.app.settings.InvalidSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    commands(new Context(screen, environment)).forEach(line::addSubcommand);
    return line.setOut(screen.out())
        .setErr(screen.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler((e, _) -> wrongUsage(e, screen))
        .setExecutionExceptionHandler((e, _, _) -> told(e, screen))
        .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
  }

  private static List<Object> commands(Context context) {
    return List.of(
        new Demo(context),
        new RunFiles(context),
        new Up(context),
        new Put(context),
        new Status(context),
        new Watch(context),
        new JobLogs(context),
        new Dead(context),
        new Validate(context),
        new Doctor(context),
        new Keys(context),
        new Version(context));
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
