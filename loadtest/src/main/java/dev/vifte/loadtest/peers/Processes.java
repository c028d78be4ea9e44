package dev.vifte.loadtest.peers;

import dev.vifte.loadtest.Stat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What Linux counts for some processes, in `/proc`. Each question finds anew who they are.
public final class Processes {
  private static final Path PROC = Path.of("/proc");
  private static final double KIB_PER_MIB = 1024;

  private final Predicate<Path> which;
  private final boolean withChildren;

  private Processes(Predicate<Path> which, boolean withChildren) {
    this.which = which;
    this.withChildren = withChildren;
  }

  public static Processes of(long pid) {
    return new Processes(process -> process.endsWith(Long.toString(pid)), true);
  }

  /// This process without the children that it started and that have ended.
  static Processes here() {
    String own = Long.toString(ProcessHandle.current().pid());
    return new Processes(process -> process.endsWith(own), false);
  }

  static Processes ofGroup(long group) {
    return new Processes(
        process -> stat(process).filter(stat -> stat.group() == group).isPresent(), true);
  }

  private List<Path> living() throws IOException {
    try (Stream<Path> all = Files.list(PROC)) {
      return all.filter(Processes::isProcess).filter(which).toList();
    }
  }

  /// CPU time so far; that of ended children included, but for [#here].
  public Duration cpu() throws IOException {
    Duration sum = Duration.ZERO;
    for (Path process : living()) {
      Optional<Stat> stat = stat(process);
      sum = sum.plus(stat.map(Stat::cpu).orElse(Duration.ZERO));
      if (withChildren) {
        sum = sum.plus(stat.map(Stat::ended).orElse(Duration.ZERO));
      }
    }
    return sum;
  }

  /// Each thread that lives now, as it was counted so far.
  Map<Path, Stat> threads() throws IOException {
    var found = new HashMap<Path, Stat>();
    for (Path process : living()) {
      try (Stream<Path> all = Files.list(process.resolve("task"))) {
        all.forEach(thread -> stat(thread).ifPresent(stat -> found.put(thread, stat)));
      }
    }
    return found;
  }

  /// Lets [#peakMiB] begin anew.
  public void forgetPeak() throws IOException {
    for (Path process : living()) {
      Files.writeString(process.resolve("clear_refs"), "5");
    }
  }

  /// The most memory that was resident. Pages that processes share count in each of them.
  public double peakMiB() throws IOException {
    return mebibytes("VmHWM:");
  }

  /// The memory that is resident now; likewise.
  public double residentMiB() throws IOException {
    return mebibytes("VmRSS:");
  }

  private double mebibytes(String name) throws IOException {
    double sum = 0;
    for (Path process : living()) {
      sum += kibibytes(Files.readString(process.resolve("status")), name) / KIB_PER_MIB;
    }
    return sum;
  }

  /// A line of `/proc/PID/status`, such as `VmHWM: 15004 kB`; 0 when it is not there.
  static long kibibytes(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private static boolean isProcess(Path entry) {
    return Character.isDigit(entry.getFileName().toString().charAt(0));
  }

  /// Empty for one that has gone.
  private static Optional<Stat> stat(Path folder) {
    try {
      return Optional.of(Stat.parse(Files.readString(folder.resolve("stat"))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
