package dev.vifte.imaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes a thumbnail of one file in a JVM of its own with a given heap, and tells how much memory
/// that had at most. Also that JVM's main class.
final class ThumbnailInChild {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ThumbnailInChild() {}

  /// The most KiB of memory that were resident, or 0 where the system does not tell.
  static long peakKiB(String heap, Path file) throws IOException, InterruptedException {
    File log = new File(file + ".log");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heap,
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                ThumbnailInChild.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    if (!child.waitFor(2, TimeUnit.MINUTES)) {
      child.destroyForcibly();
      throw new IllegalStateException("the child JVM hangs on " + file);
    }
    String told = Files.readString(log.toPath());
    if (child.exitValue() != 0) {
      throw new IllegalStateException(told);
    }
    return Long.parseLong(told.strip());
  }

  public static void main(String[] arguments) throws IOException {
    byte[] file = Files.readAllBytes(Path.of(arguments[0]));
    ImageLimits limits = ImageLimits.DEFAULTS.withPixels(300_000_000);
    Variant thumb = Variant.fit("thumb", 128, 128).as(OutputFormat.JPEG);
    Rendered made = Images.read(file).within(limits).render(List.of(thumb)).getFirst();
    if (Math.max(made.width(), made.height()) != 128) {
      throw new IllegalStateException("it is %d x %d".formatted(made.width(), made.height()));
    }
    System.out.println(peakKiB());
  }

  private static long peakKiB() throws IOException {
    return !Files.exists(STATUS)
        ? 0
        : Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0);
  }
}
