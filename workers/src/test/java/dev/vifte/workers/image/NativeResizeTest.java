package dev.vifte.workers.image;

import static dev.vifte.imaging.Variant.fit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.imaging.Accelerator;
import dev.vifte.imaging.ImageFormat;
import dev.vifte.imaging.ImageHeader;
import dev.vifte.imaging.Images;
import dev.vifte.imaging.OutputFormat;
import dev.vifte.isolate.Isolated;
import dev.vifte.isolate.IsolatedSettings;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.TestInput;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What libvips does, where it does it. Needs the libvips of the machine.
class NativeResizeTest {
  @TempDir Path folder;

  @BeforeEach
  void there_is_a_libvips() {
    assertThat(Accelerator.here().present())
        .as("libvips is needed for these tests: apt-get install libvips42 (./dev check does)")
        .isTrue();
  }

  @Test
  void only_what_needs_native_code_leaves_the_node() throws IOException {
    var java = new Resize(fit("thumb", 20, 20));
    var webp = new Resize(fit("thumb", 20, 20), fit("w", 20, 20).as(OutputFormat.WEBP));
    TestInput jpeg = StageInputs.of(Media.jpeg(64, 48).bytes());

    assertThat(java.execution(jpeg)).isEqualTo(Execution.CPU);
    assertThat(java.execution(StageInputs.of(avif()))).isEqualTo(Execution.ISOLATED);
    assertThat(webp.execution(jpeg)).isEqualTo(Execution.ISOLATED);
    assertThat(java.execution(StageInputs.of(Media.jpeg(64, 48).bytes()).typed("image/webp")))
        .isEqualTo(Execution.ISOLATED);
  }

  @Test
  void a_file_of_another_type_than_its_bytes_gets_no_native_code() throws IOException {
    var stage = new Resize(fit("thumb", 20, 20));

    var outcome = stage.process(StageInputs.of(avif()).typed("image/jpeg"));

    assertThat(((Outcome.Reject) outcome).reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(((Outcome.Reject) outcome).why()).contains("not supported here");
  }

  @Test
  void a_crash_of_native_code_costs_its_task_and_the_next_is_done() throws Exception {
    var stage = new Resize(fit("thumb", 20, 20), fit("w", 20, 20).as(OutputFormat.WEBP));
    var crash = StageInputs.of(avif()).in(folder.resolve("crash"));
    var good = StageInputs.of(avif()).in(folder.resolve("good"));
    try (var isolated = Isolated.start(IsolatedSettings.in(folder.resolve("home")).children(1))) {

      var first = run(isolated, stage, good);
      var crashed = run(isolated, new CrashingProvider.Crashing(), crash);
      var next = run(isolated, stage, StageInputs.of(avif()).in(folder.resolve("next")));

      assertThat(((Outcome.Retry) crashed).why()).contains("died");
      assertThat(((Outcome.Done) next).outputs())
          .extracting(Output::name)
          .containsExactly("thumb.jpg", "w.webp");
      assertThat(((Outcome.Done) first).data().path("format").asText()).isEqualTo("avif");
    }
  }

  @Test
  void children_are_told_of_the_accelerator() throws Exception {
    var settings =
        IsolatedSettings.in(folder.resolve("home"))
            .children(1)
            .properties(Map.of(Accelerator.PROPERTY, "none"));
    var stage = new Resize(fit("thumb", 20, 20));
    try (var isolated = Isolated.start(settings)) {

      var outcome = run(isolated, stage, StageInputs.of(avif()).in(folder.resolve("in")));

      assertThat(((Outcome.Reject) outcome).reason()).isEqualTo(Reason.UNSUPPORTED);
    }
  }

  @Test
  void the_library_is_part_of_the_stages_version() {
    assertThat(new Resize(fit("thumb", 20, 20)).version()).endsWith(Accelerator.here().id());
  }

  private static Outcome run(Isolated isolated, Stage stage, StageInput input) throws Exception {
    try (var seat = isolated.seat()) {
      return seat.run(stage, input, Duration.ofSeconds(60)).outcome();
    }
  }

  private static byte[] avif() throws IOException {
    var made =
        Images.read(Media.jpeg(64, 48).bytes())
            .with(Accelerator.here())
            .render(List.of(fit("x", 64, 48).as(OutputFormat.AVIF)))
            .getFirst()
            .bytes();
    assertThat(ImageHeader.probe(made).format()).isEqualTo(ImageFormat.AVIF);
    return made;
  }
}
