package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./dev fuzz`.
class FuzzTest {
  @TempDir private Path folder;

  @Test
  void damaged_pictures_are_rendered_or_refused_within_their_heap_and_time()
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process fuzz =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx40m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Fuzz.class.getName(),
                "--cases",
                "1500",
                "--finds",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    assertThat(fuzz.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(fuzz.exitValue()).as("%s", Files.readString(log)).isZero();
    assertThat(Files.readString(log)).contains("RENDERED=", "REFUSED=").doesNotContain("FIND");
  }

  @Test
  void a_seed_gives_the_same_damage_again() {
    List<byte[]> samples = Fuzz.made();

    assertThat(Mutation.some(samples.getFirst(), samples, new Random(9)))
        .isEqualTo(Mutation.some(samples.getFirst(), samples, new Random(9)))
        .isNotEqualTo(samples.getFirst());
  }
}
