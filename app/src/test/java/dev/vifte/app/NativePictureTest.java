package dev.vifte.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole run over a picture that Java cannot decode. Needs the libvips of the machine
/// (libvips42).
final class NativePictureTest {
  /// 64 x 48 px.
  private static final String AVIF =
      """
      AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAA
      AAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAMQAAACNpaW5m
      AAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAA
      AMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAABAAAAAMAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEE
      gYIDhAAAADltZGF0EgAKCRgVf7+SBAQNCDIiRgAAABAQ1QgiZ1O4ud8uxFnq+T7lya3MqLEgWP1bc7de2A==
      """;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void there_is_a_picture() throws IOException {
    Files.write(folder.resolve("a.avif"), Base64.getMimeDecoder().decode(AVIF));
  }

  @Test
  void it_is_made_and_the_node_has_loaded_no_native_decoder() throws Exception {
    run("auto");

    assertThat(made()).as(Files.readString(folder.resolve("said.txt"))).contains("thumb.jpg");
    assertThat(Files.readString(folder.resolve("classes.txt")))
        .contains("dev.vifte.imaging.Accelerator")
        .doesNotContain("dev.vifte.imaging.vips.Libvips");
  }

  @Test
  void without_an_accelerator_it_is_refused_with_what_to_do() throws Exception {
    run("none");

    assertThat(Files.readString(folder.resolve("said.txt")))
        .contains("AVIF pictures are not supported here", "save it as JPEG");
  }

  private List<String> made() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
      return all.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private void run(String accelerator) throws Exception {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + folder.resolve("classes.txt"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Vifte.class.getName(),
                "run",
                "a.avif",
                "--out",
                "out")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("VIFTE_"));
    builder.environment().put("VIFTE_IMAGE_ACCELERATOR", accelerator);
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
  }
}
