package dev.vifte.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vifte.pipeline.StageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StagesTest {
  @TempDir Path folder;
  private Path plugins = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
  }

  @Test
  void a_kind_is_found_among_those_given() {
    var stages = Stages.of(provider("image/resize"), provider("pdf/text"));

    assertThat(stages.kinds()).map(StageKind::value).containsExactly("image/resize", "pdf/text");
    assertThat(stages.create(new StageKind("pdf/text"), StageSettings.EMPTY).kind())
        .isEqualTo(new StageKind("pdf/text"));
  }

  @Test
  void an_unknown_kind_is_refused_with_the_nearest_one_and_all_there_are() {
    var stages = Stages.of(provider("image/resize"), provider("pdf/text"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> stages.provider(new StageKind("image/resise")))
        .withMessageContaining("'image/resise'; did you mean 'image/resize'?")
        .withMessageContaining("there are: image/resize, pdf/text;");
  }

  @Test
  void two_stages_of_one_kind_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stages.of(provider("pdf/text"), provider("pdf/text")))
        .withMessageContaining("two stages are called 'pdf/text'");
  }

  @Test
  void a_folder_without_jars_or_none_at_all_adds_nothing() throws IOException {
    var classPath = Stages.discover(getClass().getClassLoader()).kinds();

    assertThat(Stages.withPlugins(plugins).kinds()).isEqualTo(classPath);
    assertThat(Stages.withPlugins(folder.resolve("absent")).kinds()).isEqualTo(classPath);
  }

  @Test
  void a_jar_in_the_plugins_folder_brings_its_stages() throws IOException {
    PluginJar.named("Shout").providing("own/shout").writeTo(plugins.resolve("shout.jar"));

    var stages = Stages.withPlugins(plugins);

    assertThat(stages.kinds()).contains(new StageKind("own/shout"));
    assertThat(stages.provider(new StageKind("own/shout")).summary()).isEqualTo("own/shout");
  }

  @Test
  void two_jars_with_one_kind_are_refused_naming_both() {
    PluginJar.named("Shout").providing("own/shout").writeTo(plugins.resolve("a.jar"));
    PluginJar.named("Scream").providing("own/shout").writeTo(plugins.resolve("b.jar"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stages.withPlugins(plugins))
        .withMessageContaining("Shout (")
        .withMessageContaining("a.jar)")
        .withMessageContaining("Scream (")
        .withMessageContaining("b.jar)");
  }

  @Test
  void a_broken_jar_is_named() throws IOException {
    Files.writeString(plugins.resolve("broken.jar"), "not a jar");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stages.withPlugins(plugins))
        .withMessageContaining("broken.jar cannot be read as a jar");
  }

  @Test
  void a_jar_that_names_a_class_it_lacks_is_named() {
    PluginJar.named("Shout").promising("Absent").writeTo(plugins.resolve("hollow.jar"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stages.withPlugins(plugins))
        .withMessageContaining("hollow.jar")
        .withMessageContaining("Absent");
  }

  @Test
  void a_jar_whose_provider_is_something_else_is_named() {
    PluginJar.named("Shout").promising("java.lang.Object").writeTo(plugins.resolve("odd.jar"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stages.withPlugins(plugins))
        .withMessageContaining("odd.jar")
        .withMessageContaining("java.lang.Object");
  }

  @Test
  void a_jar_whose_kind_is_no_kind_is_named() {
    PluginJar.named("Shout").providing("Own Shout").writeTo(plugins.resolve("loud.jar"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stages.withPlugins(plugins))
        .withMessageContaining("loud.jar")
        .withMessageContaining("'Own Shout' is not valid");
  }

  private static StageProvider provider(String kind) {
    return new StubProvider(new StageKind(kind));
  }

  private record StubProvider(StageKind kind) implements StageProvider {
    @Override
    public String summary() {
      return kind.value();
    }

    @Override
    public Stage create(StageSettings with) {
      return new StubStage(kind);
    }
  }

  private record StubStage(StageKind kind) implements Stage {
    @Override
    public Outcome process(StageInput input) {
      throw new AssertionError("never run here");
    }
  }
}
