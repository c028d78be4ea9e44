package dev.vifte.faults;

import dev.vifte.cluster.On;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `./dev faults`: plays faults on real processes, one after the other, and tells what came of
/// each. Ends with 1 when a claim does not hold or a control does not fail.
final class Faults {
  private Faults() {}

  public static void main(String[] args) throws Exception {
    var asked = Asked.of(args);
    List<Fault> faults = Catalogue.all().stream().filter(asked::wants).toList();
    if (asked.list()) {
      faults.forEach(Faults::print);
      System.exit(0);
    }
    Path folder = Files.createTempDirectory("vifte-faults-");
    Optional<Path> plots = asked.page().filter(_ -> asked.plot());
    var trial = new Trial(folder, asked.dose(), asked.commit(), plots);
    var rows = new ArrayList<Row>();
    for (Fault fault : faults) {
      fault.notRun().ifPresent(why -> print(fault));
      for (On on : On.values()) {
        if (asked.wants(on) && fault.on().contains(on)) {
          play(asked, trial, fault, on, rows);
        }
      }
    }
    Report.print(rows);
    System.exit(rows.stream().allMatch(Row::asItShould) ? 0 : 1);
  }

  private static void play(Asked asked, Trial trial, Fault fault, On on, List<Row> rows)
      throws InterruptedException {
    try (var players = Executors.newFixedThreadPool(asked.atOnce())) {
      List<Callable<Row>> seeds = new ArrayList<>();
      asked
          .seeds()
          .forEach(seed -> seeds.add(() -> tell(asked, play(asked, trial, fault, on, seed))));
      for (Future<Row> each : players.invokeAll(seeds)) {
        rows.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a seed of fault " + fault.name() + " broke off", e);
    }
  }

  private static synchronized Row tell(Asked asked, Row row) {
    System.out.println(Report.line(row));
    row.wrong().forEach(wrong -> System.out.println("    " + wrong));
    asked.page().ifPresent(page -> keep(page, row));
    return row;
  }

  /// A trial that breaks off is one that failed; the others are played all the same.
  private static Row play(Asked asked, Trial trial, Fault fault, On on, long seed)
      throws InterruptedException {
    try {
      return fault.name().equals(Halts.NAME)
          ? Halts.play(trial.folder(), on, seed, asked.commit())
          : trial.play(fault, on, seed);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | AssertionError e) {
      return Row.brokenOff(fault, on, seed, asked.commit(), e);
    }
  }

  private static void keep(Path results, Row row) {
    try {
      Report.keep(results, row);
      Report.page(results);
    } catch (IOException e) {
      throw new IllegalStateException("the results cannot be kept: " + e.getMessage(), e);
    }
  }

  private static void print(Fault fault) {
    System.out.printf("%-4s %s; %s", fault.name(), fault.what(), fault.holds());
    System.out.println(fault.notRun().map(why -> " (not run: " + why + ")").orElse(""));
  }
}
