package dev.vifte.app.doctor;

import dev.vifte.Nearest;
import dev.vifte.app.PipelineFiles;
import dev.vifte.app.Problem;
import dev.vifte.app.Wiring;
import dev.vifte.app.settings.InvalidSettings;
import dev.vifte.app.settings.Key;
import dev.vifte.app.settings.Settings;
import dev.vifte.stage.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that can keep a node from starting or from doing its work, looked at in turn.
public final class Checkup {
  private static final Set<String> OTHERS =
      Set.of("VIFTE_URL", "VIFTE_API_KEY", "VIFTE_HEAP", "VIFTE_CALL_ALLOW", "VIFTE_CACHE");

  private final Map<String, String> environment;

  public Checkup(Map<String, String> environment) {
    this.environment = environment;
  }

  /// How the configuration is read.
  @FunctionalInterface
  public interface Loading {
    /// The configuration.
    ///
    /// @throws InvalidSettings naming every mistake
    Settings load();
  }

  /// Looks at everything; with the defaults where the configuration is wrong.
  public List<Finding> look(Loading configuration) {
    var findings = new ArrayList<Finding>();
    findings.add(Machine.java());
    Settings settings = settings(configuration, findings);
    findings.addAll(variables());
    findings.add(Machine.memory(settings));
    findings.add(Machine.child());
    findings.add(Machine.fonts());
    findings.add(Machine.accelerator(settings));
    findings.addAll(Places.stores(settings));
    findings.add(Places.space(settings));
    findings.add(Places.port(settings));
    findings.addAll(work(settings));
    return findings;
  }

  private static Settings settings(Loading configuration, List<Finding> findings) {
    try {
      Settings settings = configuration.load();
      findings.add(Finding.ok("configuration", "valid"));
      return settings;
    } catch (InvalidSettings e) {
      e.mistakes()
          .forEach(mistake ->
              findings.add(Finding.fail("configuration", mistake, "see docs/configuration.md")));
      return Settings.defaults();
    }
  }

  /// Variables that look like ours and are not.
  private List<Finding> variables() {
    List<String> known = Settings.KEYS.stream().<String>map(Key::variable).toList();
    return environment.keySet().stream()
        .filter(name -> name.startsWith("VIFTE_"))
        .filter(name -> !known.contains(name.replaceFirst("_FILE$", "")))
        .filter(name -> !known.contains(name) && !OTHERS.contains(name))
        .sorted()
        .map(name ->
            Finding.warn(
                "environment", name + " is not used", "remove it" + Nearest.hint(name, known)))
        .toList();
  }

  private List<Finding> work(Settings settings) {
    var findings = new ArrayList<Finding>();
    try {
      Stages stages = Wiring.stages(settings);
      findings.add(Finding.ok("stages", stages.kinds().size() + " kinds, plugins included"));
      var pipelines = new PipelineFiles(stages, environment).all(settings.folders().pipelines());
      String names = String.join(", ", pipelines.stream().map(one -> one.name().value()).toList());
      findings.add(Finding.ok("pipelines", names));
    } catch (Problem e) {
      String about = findings.isEmpty() ? "plugins" : "pipelines";
      findings.add(Finding.fail(about, String.valueOf(e.getMessage()), "mend or remove that file"));
    }
    return findings;
  }
}
