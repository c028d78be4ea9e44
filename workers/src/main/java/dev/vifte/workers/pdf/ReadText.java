package dev.vifte.workers.pdf;

import dev.vifte.Json;
import dev.vifte.object.MediaType;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Takes the text out of a PDF: `text.txt` in UTF-8, a form feed between two pages, and how many
/// characters each page has. A scan has none; that is no error.
public final class ReadText implements Stage {
  static final StageKind KIND = new StageKind("pdf/text");

  private static final MediaType TEXT = new MediaType("text/plain");

  private final Optional<String> password;

  public ReadText() {
    this(Optional.empty());
  }

  ReadText(Optional<String> password) {
    this.password = password;
  }

  /// Opens protected files with the password in a secret of the stage.
  public ReadText password(String secret) {
    return new ReadText(Optional.of(secret));
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
    return Pdf.read(in, password, pdf -> text(pdf, in.scratch().resolve("text.txt")));
  }

  private static Outcome text(Pdf pdf, Path file) throws IOException, RefusedException {
    var counts = Json.object();
    var each = counts.putArray("charactersPerPage");
    long all = 0;
    try (var out = new TextFile(Files.newBufferedWriter(file))) {
      for (int characters : PageTexts.write(pdf, out)) {
        each.add(characters);
        all += characters;
      }
    }
    counts.put("pages", pdf.count()).put("characters", all);
    return Outcome.done(counts, List.of(Output.file("text.txt", TEXT, file)));
  }
}
