package org.example.count;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;

/// Makes `text/count` for pipeline files. Named in
/// `META-INF/services/dev.vifte.stage.StageProvider`, which is how the node finds it.
public final class CountWordsProvider implements StageProvider {
  @Override
  public StageKind kind() {
    return new StageKind("text/count");
  }

  @Override
  public String summary() {
    return "words and lines of a text";
  }

  @Override
  public Stage create(StageSettings with) {
    with.read().done(); // it has no settings, and says so when given some
    return new CountWords();
  }
}
