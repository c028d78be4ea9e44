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
record Machine(int cores, long memoryMiB, String jdk, String system, double load, String commit) {
  /// Linux counts in hundredths of a second.
  private static final int MILLIS_PER_TICK = 10;

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

  /// CPU time of the JIT compiler's threads so far; zero where the system does not tell.
  static Duration jit() throws IOException {
    Path tasks = Path.of("/proc/self/task");
    if (!Files.isDirectory(tasks)) {
      return Duration.ZERO;
    }
    long ticks = 0;
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        ticks += jitTicks(thread.resolve("stat"));
      }
    }
    return Duration.ofMillis(ticks * MILLIS_PER_TICK);
  }

  /// The form of the file is in proc(5): the name in brackets is field 2, user and system time are
  /// 14 and 15.
  private static long jitTicks(Path stat) throws IOException {
    String line;
    try {
      line = Files.readString(stat);
    } catch (IOException e) {
      return 0; // the thread has gone
    }
    List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
    boolean compiles = line.contains("(C1 Compiler") || line.contains("(C2 Compiler");
    return compiles ? Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12)) : 0;
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
