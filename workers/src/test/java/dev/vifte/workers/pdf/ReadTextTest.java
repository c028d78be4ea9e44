package dev.vifte.workers.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.stage.Outcome;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.TestInput;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadTextTest {
  @TempDir Path folder;

  @Test
  void the_text_comes_in_utf_8_with_a_form_feed_between_pages() throws IOException {
    var done = (Outcome.Done) new ReadText().process(input(Media.pdf(3).bytes()));

    var pages = List.of(text(done).split("\f", -1));
    assertThat(pages).hasSize(3);
    assertThat(pages.getLast()).contains("Page 3 of 3", "Blåbærsyltetøy", "3,90 €");
  }

  @Test
  void each_page_tells_how_many_characters_it_has() throws IOException {
    var done = (Outcome.Done) new ReadText().process(input(Media.pdf(3).bytes()));

    assertThat(done.data().path("pages").asInt()).isEqualTo(3);
    assertThat(done.data().path("charactersPerPage")).hasSize(3);
    assertThat(done.data().path("characters").asInt()).isEqualTo(text(done).length() - 2);
  }

  @Test
  void a_protected_file_is_read_with_the_password_in_a_secret() throws IOException {
    byte[] locked = Media.pdf(1).password("åpen").bytes();

    var done = new ReadText().password("key").process(input(locked).secret("key", "åpen"));

    assertThat(text((Outcome.Done) done)).contains("Page 1 of 1");
  }

  private TestInput input(byte[] pdf) {
    return StageInputs.of(pdf).in(folder);
  }

  private static String text(Outcome.Done done) {
    return new String(TestInput.content(done.outputs().getFirst()), StandardCharsets.UTF_8);
  }
}
