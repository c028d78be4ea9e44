package dev.vifte.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether the machine, not the node, is short of something: time that processors waited for
/// storage, and pressure stall information (<https://docs.kernel.org/accounting/psi.html>). Only
/// what the kernel shows is registered.
final class HostMeters {
  /// Linux counts in hundredths of a second, whatever its own clock.
  private static final double TICKS = 100;

  private static final int IOWAIT = 5;
  private static final Pattern TOTAL = Pattern.compile("^(some|full) .*total=(\\d+)$");

  private HostMeters() {}

  static void bind(MeterRegistry registry, Path proc) {
    Path stat = proc.resolve("stat");
    if (iowait(stat).isPresent()) {
      FunctionCounter.builder("vifte.host.iowait.seconds", stat, p -> iowait(p).orElse(Double.NaN))
          .description("Time in which processors had nothing to do but wait for storage")
          .register(registry);
    }
    for (String resource : List.of("cpu", "io", "memory")) {
      bind(registry, proc.resolve("pressure").resolve(resource), "some", "waiting");
      bind(registry, proc.resolve("pressure").resolve(resource), "full", "stalled");
    }
  }

  private static void bind(MeterRegistry registry, Path file, String line, String name) {
    if (pressure(file, line).isPresent()) {
      FunctionCounter.builder(
              "vifte.host.pressure." + name + ".seconds",
              file,
              p -> pressure(p, line).orElse(Double.NaN))
          .description(
              "Time in which "
                  + (line.equals("some") ? "some" : "all")
                  + " tasks lacked a resource")
          .tag("resource", String.valueOf(file.getFileName()))
          .register(registry);
    }
  }

  private static OptionalDouble iowait(Path stat) {
    try (Stream<String> lines = Files.lines(stat)) {
      return lines
          .filter(line -> line.startsWith("cpu "))
          .map(line -> line.trim().split("\\s+"))
          .filter(fields -> fields.length > IOWAIT)
          .mapToDouble(fields -> Long.parseLong(fields[IOWAIT]) / TICKS)
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalDouble pressure(Path file, String line) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(TOTAL::matcher)
          .filter(Matcher::matches)
          .filter(found -> found.group(1).equals(line))
          .mapToDouble(found -> Long.parseLong(found.group(2)) / 1e6)
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return OptionalDouble.empty();
    }
  }
}
