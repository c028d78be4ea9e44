package dev.vifte.workers.pdf;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;

/// Makes `pdf/info` from `password` (the name of a secret).
public final class ReadInfoProvider implements StageProvider {
  @Override
  public StageKind kind() {
    return ReadInfo.KIND;
  }

  @Override
  public String summary() {
    return "pages, sizes, title, forms, signatures, protection of a PDF; password";
  }

  @Override
  public Stage create(StageSettings with) {
    return new ReadInfo(PasswordSetting.read(with));
  }
}
