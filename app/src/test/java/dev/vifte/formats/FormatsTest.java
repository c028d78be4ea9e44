package dev.vifte.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FormatsTest extends FormatsContract {
  @Override
  String file() {
    return "sqlite.zip";
  }

  @Override
  Map<String, String> empty() throws IOException {
    return Map.of("VIFTE_DATA", Files.createTempDirectory(folder, "store").toString());
  }

  @Test
  void what_is_stored_has_not_changed_without_a_new_format() throws Exception {
    String write = System.getProperty("vifte.formats.write", "");
    if (!write.isEmpty()) {
      FormatWriter.shape(Path.of(write));
    }
    String newest = FormatWriter.formats(FORMATS).getLast();

    List<String> known = Files.readAllLines(FORMATS.resolve(newest).resolve("shape.txt"));

    assertThat(Shape.now())
        .as(
            "what nodes store or send has changed. If code of format %s can read it all the same (a"
                + " new field that may be missing), write the line into shape.txt; if not, raise"
                + " the FORMAT of that record, read both, and keep what FormatWriter writes now"
                + " beside the fixtures there are",
            newest)
        .isEqualTo(known);
  }
}
