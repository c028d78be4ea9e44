package dev.vifte.workers.pdf;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Tells what a PDF is: pages and their sizes in points, version, title and author, protection,
/// whether there is text, forms, signatures, scripts, attachments. Gives data only. Metadata in XML
/// is not parsed.
public final class ReadInfo implements Stage {
  static final StageKind KIND = new StageKind("pdf/info");

  private final Optional<String> password;

  public ReadInfo() {
    this(Optional.empty());
  }

  ReadInfo(Optional<String> password) {
    this.password = password;
  }

  /// Opens protected files with the password in a secret of the stage.
  public ReadInfo password(String secret) {
    return new ReadInfo(Optional.of(secret));
  }

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public String version() {
    return Engine.VERSION;
  }

  @Override
  public StageSettings settings() {
    return PasswordSetting.settings(password);
  }

  @Override
  public Execution execution() {
    return Execution.ISOLATED;
  }

  @Override
  public Outcome process(StageInput in) throws IOException {
    return Pdf.read(
        in,
        password,
        pdf ->
            Outcome.done(Pdf.parse("what the PDF says of itself", () -> Facts.of(pdf)), List.of()));
  }
}
