package dev.vifte.imaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// Renders one file in a JVM of its own with a given heap. Also that JVM's main class.
final class RenderInChild {
  static final List<Variant> VARIANTS =
      List.of(Variant.width("half", 1000), Variant.fit("thumb", 128, 128));

  static final List<Variant> EDITED =
      List.of(
          Variant.fill("edited", 1200, 500)
              .as(OutputFormat.JPEG)
              .edited(
                  Edits.NONE
                      .gravity(new Gravity.Smart())
                      .blur(2)
                      .sharpen(1)
                      .background(0xffffff)
                      .padding(20)));

  /// On a picture with a wide border.
  static final List<Variant> TRIMMED =
      List.of(
          Variant.fit("trimmed", 600, 600)
              .as(OutputFormat.PNG)
              .edited(Edits.NONE.trim(new Trim(10, OptionalInt.of(0xffffff), false, false))));

  private static final List<List<Variant>> PLAIN = List.of(VARIANTS, EDITED, TRIMMED);

  private static final int DONE = 0;
  private static final int OUT_OF_MEMORY = 3;

  enum End {
    RENDERED,
    OUT_OF_MEMORY
  }

  private RenderInChild() {}

  /// Not made unless it is asked for, since that takes memory itself.
  static Variant marked() {
    try {
      Mark mark = Mark.read("mark", Samples.png(64, 64));
      return Variant.fit("marked", 1200, 900)
          .as(OutputFormat.JPEG)
          .edited(
              Edits.NONE
                  .watermark(new Watermark(mark, 0.5, new Watermark.Spot.Tiled(0, 0), 1))
                  .likeness(new Aim.Likeness(0.02, 40, 95, 0)));
    } catch (ImageRefused impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The serial collector with 2 MiB of young space: what is left is one stretch that a large array
  /// can have whole.
  static End with(long heapBytes, Path file, List<Variant> variants)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmn2m",
                "-Xmx" + (heapBytes + 1023) / 1024 + "k",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                RenderInChild.class.getName(),
                file.toString(),
                String.valueOf(PLAIN.indexOf(variants)))
            .redirectErrorStream(true)
            .redirectOutput(new File(file + ".log"))
            .start();
    if (!child.waitFor(2, TimeUnit.MINUTES)) {
      child.destroyForcibly();
      throw new IllegalStateException("the child JVM hangs on " + file);
    }
    return switch (child.exitValue()) {
      case DONE -> End.RENDERED;
      case OUT_OF_MEMORY -> End.OUT_OF_MEMORY;
      default -> throw new IllegalStateException(Files.readString(Path.of(file + ".log")));
    };
  }

  private static List<Variant> job(int number) {
    return number < 0 ? List.of(marked()) : PLAIN.get(number);
  }

  public static void main(String[] arguments) throws IOException {
    try {
      byte[] file = Files.readAllBytes(Path.of(arguments[0]));
      List<Variant> variants = job(Integer.parseInt(arguments[1]));
      int made = Images.read(file).render(variants).size();
      Runtime.getRuntime().halt(made == variants.size() ? DONE : 1);
    } catch (OutOfMemoryError full) {
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
    }
  }
}
