package dev.vifte.pipeline.yaml;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.InvalidSettingsException;
import dev.vifte.stage.InvalidSettingsException.Problem;
import dev.vifte.stage.StageSettings;
import dev.vifte.stage.Stages;
import java.util.Optional;

/// Asks the code of a stage whether it takes its settings.
record StageCode(Stages stages) {
  /// A kind that there is.
  Optional<StageKind> kind(Value uses) {
    return uses.parse(Forms::stageKind)
        .filter(kind -> uses.check(() -> stages.provider(kind)).isPresent());
  }

  /// Makes the stage once, to see what it says, and notes that in the file.
  ///
  /// @param where the settings stand in the file
  boolean accepts(StageKind kind, StageSettings with, Value where) {
    try {
      stages.create(kind, with);
      return true;
    } catch (InvalidSettingsException e) {
      e.problems().forEach(problem -> note(problem, where));
    } catch (RuntimeException e) {
      // the code may be a plugin's: whatever it throws is about these settings
      where.wrong("%s does not take these settings: %s".formatted(kind, e.getMessage()));
    }
    return false;
  }

  private static void note(Problem problem, Value where) {
    Value nearest = where;
    for (String key : problem.path().split("/", -1)) {
      Optional<Value> inner = nearest.child(key);
      if (inner.isEmpty()) {
        break;
      }
      nearest = inner.get();
    }
    // a setting that the file gives by another name, such as the address of the webhook
    boolean renamed = !where.isMap() && !where.isNull();
    String path = renamed ? where.path() : where.at(problem.path());
    where.reading().mistake(nearest.name(), path, problem.message());
  }
}
