package dev.vifte.workers.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.stage.Outcome;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.media.HostileFiles;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadInfoTest {
  @TempDir Path folder;

  @Test
  void a_document_tells_its_pages_title_and_dates() throws IOException {
    var facts = facts(Media.pdf(3).title("Årsrapport €").bytes());

    assertThat(facts.path("pages").asInt()).isEqualTo(3);
    assertThat(facts.path("title").asText()).isEqualTo("Årsrapport €");
    assertThat(facts.path("author").asText()).isEqualTo("Åse Øvergård");
    assertThat(facts.path("created").asText()).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(facts.at("/pageSizes/0/points").asText()).isEqualTo("595 x 842");
    assertThat(facts.at("/pageSizes/0/pages").asInt()).isEqualTo(3);
  }

  @Test
  void text_and_protection_are_told() throws IOException {
    var open = facts(Media.pdf(1).bytes());
    var guarded = facts(Media.pdf(1).encrypted("", "owner", 128).bytes());
    var drawing = facts(HostileFiles.formBomb(1).bytes());

    assertThat(open.path("text").asBoolean()).isTrue();
    assertThat(open.path("encrypted").asBoolean()).isFalse();
    assertThat(guarded.path("encrypted").asBoolean()).isTrue();
    assertThat(guarded.path("permissions").has("copy")).isTrue();
    assertThat(drawing.path("text").asBoolean()).isFalse();
  }

  private ObjectNode facts(byte[] pdf) throws IOException {
    var input = StageInputs.of(pdf).in(folder.resolve(Integer.toString(pdf.length)));
    return ((Outcome.Done) new ReadInfo().process(input)).data();
  }
}
