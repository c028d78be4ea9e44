package dev.vifte.workers.pdf;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;

/// Makes `pdf/text` from `password` (the name of a secret).
public final class ReadTextProvider implements StageProvider {
  @Override
  public StageKind kind() {
    return ReadText.KIND;
  }

  @Override
  public String summary() {
    return "the text of a PDF and how many characters each page has; password";
  }

  @Override
  public Stage create(StageSettings with) {
    return new ReadText(PasswordSetting.read(with));
  }
}
