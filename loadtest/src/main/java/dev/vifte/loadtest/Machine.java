package dev.vifte.loadtest;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What the figures were measured on.
///
/// @param load over the last minute when the suite began: above the number of cores the figures
///   compete with something else
/// @param commit with a star when the tree had changes
record Machine(int cores, long memoryMiB, String jdk, String system, double load, String commit) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  static Machine here() throws IOException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        SYSTEM.getTotalMemorySize() >> 20,
        Runtime.version().toString(),
        SYSTEM.getName() + " " + SYSTEM.getVersion() + " " + SYSTEM.getArch(),
        SYSTEM.getSystemLoadAverage(),
        git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain").isEmpty() ? "" : "*"));
  }

  /// CPU time of all threads of this process so far, those of the JVM included.
  static Duration cpu() {
    return Duration.ofNanos(SYSTEM.getProcessCpuTime());
  }

  @Override
  public String toString() {
    return "commit %s, %d cores, %d MiB, JDK %s, %s, load %.1f"
        .formatted(commit, cores, memoryMiB, jdk, system, load);
  }

  private static String git(String... words) throws IOException {
    var command = new java.util.ArrayList<>(java.util.List.of("git"));
    command.addAll(java.util.List.of(words));
    Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
        .strip();
  }
}
