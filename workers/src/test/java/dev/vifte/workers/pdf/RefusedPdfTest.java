package dev.vifte.workers.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.pipeline.InputLimits;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.TestInput;
import dev.vifte.testkit.media.HostileFiles;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedPdfTest {
  @TempDir Path folder;

  @Test
  void a_protected_pdf_says_what_to_do() throws IOException {
    var refused = refused(new ReadText(), input(Media.pdf(1).password("secret").bytes()));

    assertThat(refused.reason()).isEqualTo(Reason.ENCRYPTED);
    assertThat(refused.why()).contains("remove it", "password: NAME");
  }

  @Test
  void a_wrong_password_names_its_secret() throws IOException {
    var input = input(Media.pdf(1).password("secret").bytes()).secret("key", "guess");

    assertThat(refused(new ReadText().password("key"), input).why()).contains("'key'");
  }

  @Test
  void noise_behind_a_good_start_is_corrupt() throws IOException {
    assertThat(reason(HostileFiles.corruptPdf().bytes())).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void a_pdf_without_its_end_is_truncated() throws IOException {
    byte[] cut = Media.truncated(Media.pdf(3).bytes(), 0.05);

    assertThat(reason(cut)).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void another_format_and_an_empty_file_are_told_apart() throws IOException {
    assertThat(reason(Media.jpeg(64, 48).bytes())).isEqualTo(Reason.UNSUPPORTED);
    assertThat(reason(new byte[0])).isEqualTo(Reason.EMPTY);
  }

  @Test
  void a_page_tree_that_leads_nowhere_is_corrupt() throws IOException {
    assertThat(reason(HostileFiles.pageLoop().bytes())).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void more_pages_than_the_pipeline_allows_are_refused() throws IOException {
    var limits = new InputLimits(1_000_000, 1_000_000, 5, 1);
    var input = input(Media.pdf(6).bytes()).limited(limits);

    var refused = refused(new ReadText(), input);

    assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PAGES);
    assertThat(refused.why()).contains("5 pages", "limits.pages");
  }

  private Reason reason(byte[] bytes) throws IOException {
    return refused(new ReadText(), input(bytes)).reason();
  }

  private TestInput input(byte[] bytes) {
    return StageInputs.of(bytes).in(folder.resolve(Integer.toString(bytes.length)));
  }

  private static Outcome.Reject refused(ReadText stage, TestInput input) throws IOException {
    return (Outcome.Reject) stage.process(input);
  }
}
