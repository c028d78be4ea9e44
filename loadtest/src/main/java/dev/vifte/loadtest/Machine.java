package dev.vifte.loadtest;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the figures were measured on.
///
/// @param load over the last minute when the suite began: above the number of cores the figures
///   compete with something else
/// @param commit with a star when the tree had changes
public record Machine(
    int cores, long memoryMiB, String jdk, String system, double load, String commit) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  static Machine here() throws IOException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        SYSTEM.getTotalMemorySize() >> 20,
        Runtime.version().toString(),
        SYSTEM.getName() + " " + SYSTEM.getArch(),
        SYSTEM.getSystemLoadAverage(),
        git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain").isEmpty() ? "" : "*"));
  }

  /// CPU time of all threads of this process so far, those of the JVM included.
  public static Duration cpu() {
    return Duration.ofNanos(SYSTEM.getProcessCpuTime());
  }

  /// CPU time of the JIT compiler's threads so far; zero where the system does not tell.
  static Duration jit() throws IOException {
    Path tasks = Path.of("/proc/self/task");
    if (!Files.isDirectory(tasks)) {
      return Duration.ZERO;
    }
    Duration sum = Duration.ZERO;
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        sum = sum.plus(jit(thread.resolve("stat")));
      }
    }
    return sum;
  }

  private static Duration jit(Path file) {
    try {
      Stat stat = Stat.parse(Files.readString(file));
      boolean compiles = stat.name().startsWith("C1 Comp") || stat.name().startsWith("C2 Comp");
      return compiles ? stat.cpu() : Duration.ZERO;
    } catch (IOException e) {
      return Duration.ZERO; // the thread has gone
    }
  }

  @Override
  public String toString() {
    return "commit %s, %d cores, %d MiB, JDK %s, %s, load %.1f"
        .formatted(commit, cores, memoryMiB, jdk, system, load);
  }

  private static String git(String... words) throws IOException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
