package dev.vifte.app.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.vifte.app.screen.Amounts;
import dev.vifte.app.settings.Settings;
import dev.vifte.imaging.Accelerator;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Java, memory, child processes, fonts and libvips.
final class Machine {
  private static final long CHILD_OVERHEAD = 150L << 20;

  private Machine() {}

  static Finding java() {
    String found =
        "%s by %s".formatted(System.getProperty("java.version"), System.getProperty("java.vendor"));
    return Runtime.version().feature() >= 25
        ? Finding.ok("java", found)
        : Finding.fail("java", found, "install a JDK 25 or newer and set JAVA_HOME");
  }

  static Finding memory(Settings settings) {
    long heap = Runtime.getRuntime().maxMemory();
    long children = settings.isolated().children() * (settings.isolated().heap() + CHILD_OVERHEAD);
    long total =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    String found =
        "%s heap, %s of it for tasks, %s for %d children, %s in the machine"
            .formatted(
                Amounts.bytes(heap),
                Amounts.bytes(settings.node().memory()),
                Amounts.bytes(children),
                settings.isolated().children(),
                Amounts.bytes(total));
    return heap + children < total * 0.95
        ? Finding.ok("memory", found)
        : Finding.warn("memory", found, "lower VIFTE_HEAP, isolated.children or isolated.heap");
  }

  static Finding child() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try {
      Process child =
          new ProcessBuilder(java, "-Xshare:auto", "-version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = child.waitFor(20, TimeUnit.SECONDS);
      if (ended && child.exitValue() == 0) {
        return Finding.ok("child process", "starts");
      }
      child.destroyForcibly();
      return noChild(java, ended ? "exits with " + child.exitValue() : "does not end in 20 s");
    } catch (IOException e) {
      return noChild(java, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return noChild(java, "interrupted");
    }
  }

  private static Finding noChild(String java, String why) {
    return Finding.fail(
        "child process",
        "%s %s".formatted(java, why),
        "PDF files need it: allow this user to start processes, or give the machine more memory");
  }

  static Finding fonts() {
    String advice = "install fontconfig and a font package, such as fonts-dejavu-core";
    try {
      int families =
          GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length;
      return families > 5 // Java names five of its own, whatever is installed
          ? Finding.ok("fonts", families + " families")
          : Finding.warn("fonts", "none installed; PDF pages without own fonts look poor", advice);
    } catch (LinkageError | RuntimeException e) {
      return Finding.warn("fonts", "cannot be listed (%s)".formatted(e), advice);
    }
  }

  /// What it finds is loaded here and tried, so that a library that does not work shows.
  static Finding accelerator(Settings settings) {
    Accelerator found = Accelerator.of(settings.images().accelerator());
    if (!found.present()) {
      return Finding.ok(
          "accelerator",
          "none: HEIC and AVIF are not read, WebP and AVIF not written; libvips (libvips42) adds them");
    }
    String library = found.library().orElseThrow().toString();
    try {
      String adds = String.join(", ", found.adds());
      return Finding.ok(
          "accelerator",
          "libvips %s (%s): %s"
              .formatted(found.version(), library, adds.isEmpty() ? "adds nothing" : adds));
    } catch (IllegalArgumentException e) {
      return Finding.fail(
          "accelerator",
          "%s cannot be used: %s".formatted(library, e.getMessage()),
          "install libvips 8.13 or newer, or set image.accelerator to its path or to none");
    }
  }
}
