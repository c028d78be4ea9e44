package dev.vifte.workers.csv;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;

/// Makes `csv/profile` from `delimiter` (one character, or `tab`) and `header: auto | yes | no`.
public final class ProfileCsvProvider implements StageProvider {
  @Override
  public StageKind kind() {
    return ProfileCsv.KIND;
  }

  @Override
  public String summary() {
    return "dialect, header, columns, row count and bad rows of a CSV file; delimiter, header";
  }

  @Override
  public Stage create(StageSettings with) {
    var reader = with.read();
    var delimiter = reader.parsed("delimiter", ProfileCsvProvider::delimiter);
    var header = reader.parsed("header", Header::of).orElse(Header.AUTO);
    reader.done();
    return new ProfileCsv(delimiter, header);
  }

  private static Character delimiter(String text) {
    if (text.equals("tab")) {
      return '\t';
    }
    if (text.length() != 1 || "\"'\r\n".contains(text)) {
      throw new IllegalArgumentException("must be one character such as ; or the word tab");
    }
    return text.charAt(0);
  }
}
