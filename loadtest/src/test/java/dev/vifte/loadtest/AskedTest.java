package dev.vifte.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class AskedTest {
  @Test
  void nothing_asks_for_all_that_needs_no_server() {
    assertThat(Asked.of().names()).contains("photos", "start").doesNotContain("peers");
    assertThat(Asked.of().rounds()).isEqualTo(5);
    assertThat(Asked.of().only()).isEmpty();
  }

  @Test
  void names_and_options_may_be_mixed() {
    Asked asked = Asked.of("--rounds", "2", "peers", "--only", "vifte,bullmq", "images");

    assertThat(asked.names()).containsExactly("peers", "images");
    assertThat(asked.rounds()).isEqualTo(2);
    assertThat(asked.only()).containsExactly("vifte", "bullmq");
  }

  @Test
  void a_folder_of_pictures_may_be_given() {
    assertThat(Asked.of("images").folder()).isEmpty();
    assertThat(Asked.of("images", "--folder", "/photos").folder()).contains(Path.of("/photos"));
  }

  @Test
  void a_number_of_photos_may_be_given() {
    assertThat(Asked.of("many").count()).isEqualTo(10_000);
    assertThat(Asked.of("many", "--count", "200").count()).isEqualTo(200);
  }

  @Test
  void a_mistake_tells_what_there_is() {
    assertThatThrownBy(() -> Asked.of("peer"))
        .hasMessageContaining("'peer'")
        .hasMessageContaining("peers");
    assertThatThrownBy(() -> Asked.of("--rounds", "none")).hasMessageContaining("0 to 999999");
    assertThatThrownBy(() -> Asked.of("--only")).hasMessageContaining("needs a value");
  }
}
