package dev.vifte.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stages;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RoleTest {
  private final Stages stages = Stages.discover(RoleTest.class.getClassLoader());

  @Test
  void a_node_that_is_told_nothing_does_both() {
    assertThat(Role.of(false, Optional.empty(), stages)).isEqualTo(Role.BOTH);
  }

  @Test
  void a_word_names_a_kind_or_a_group_of_kinds() {
    Role role = Role.of(false, Optional.of("image, pdf/text"), stages);

    assertThat(role.gateway()).isFalse();
    assertThat(role.worksOn(new StageKind("image/resize"))).isTrue();
    assertThat(role.worksOn(new StageKind("pdf/text"))).isTrue();
    assertThat(role.worksOn(new StageKind("pdf/render"))).isFalse();
  }

  @Test
  void a_gateway_works_only_when_it_is_told_to() {
    assertThat(Role.of(true, Optional.empty(), stages).workers()).isEmpty();
    assertThat(Role.of(true, Optional.of("all"), stages).worksOn(new StageKind("csv/profile")))
        .isTrue();
  }

  @Test
  void a_word_that_names_nothing_is_refused_with_those_there_are() {
    assertThatThrownBy(() -> Role.of(false, Optional.of("imgae"), stages))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'imgae'")
        .hasMessageContaining("did you mean 'image'?")
        .hasMessageContaining("pdf/render");
  }
}
