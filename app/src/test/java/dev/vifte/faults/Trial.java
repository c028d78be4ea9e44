package dev.vifte.faults;

import dev.vifte.cluster.Cluster;
import dev.vifte.cluster.Ledger;
import dev.vifte.cluster.On;
import dev.vifte.cluster.Plan;
import dev.vifte.cluster.Uploader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Plays faults: starts servers and nodes, uploads while the script strikes, waits until all is
/// quiet, and has it judged.
final class Trial {
  private final Path folder;
  private final Dose dose;
  private final Golden golden;
  private final String commit;
  private final Optional<Path> plots;

  /// @param plots where the course of each trial is drawn
  Trial(Path folder, Dose dose, String commit, Optional<Path> plots) {
    this.folder = folder;
    this.dose = dose;
    this.golden = new Golden(folder.resolve("undisturbed"));
    this.commit = commit;
    this.plots = plots;
  }

  /// Where trials keep what they write.
  Path folder() {
    return folder;
  }

  Row play(Fault fault, On on, long seed) throws Exception {
    List<Blow> script = fault.script().script(new Random(seed), dose, on);
    announce(fault, on, seed, script);
    var sums = golden.of(dose.uploads());
    Path place = folder.resolve("%s-%s-%d".formatted(fault.name(), on.word(), seed));
    try (Workshop shop = new Workshop(place.resolve("disks"))) {
      Plan plan = fault.plan().apply(usual(on), shop);
      var ledger = new Ledger(place.resolve("ledger.txt"));
      try (Cluster cluster = Cluster.start(place, plan);
          var uploader = new Uploader(cluster.gateway(0), ledger, patience());
          var scene = new Scene(cluster, uploader, shop.disks());
          var watch = new Watch(scene, plan.settings().containsKey("VIFTE_PLUGINS"))) {
        long began = System.nanoTime();
        Optional<Course> course = plots.filter(_ -> on != On.EMBEDDED).map(_ -> new Course(scene));
        long healed = strike(scene, script);
        boolean quiet = watch.awaitQuiet(fault.control() ? dose.mended() : patience());
        if (quiet) {
          fault.ending().play(scene);
          watch.lookAgain();
        }
        if (course.isPresent()) {
          draw(course.get(), fault, on, script);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        boolean restarts = script.stream().anyMatch(blow -> blow.deed().restarts());
        var played =
            new Judge.Played(fault, on, seed, dose.bounded(), restarts, watch.healed(healed), took);
        return new Judge(scene, watch, sums).judge(played, Instant.now().toString(), commit);
      }
    }
  }

  private static void announce(Fault fault, On on, long seed, List<Blow> script) {
    System.out.printf(
        "%nfault %s on %s, seed %d: %s%n", fault.name(), on.word(), seed, fault.what());
    script.forEach(blow -> System.out.println("  " + blow));
  }

  private void draw(Course course, Fault fault, On on, List<Blow> script) throws IOException {
    course.close();
    Path file = plots.orElse(folder).resolve("fault-%s-%s.svg".formatted(fault.name(), on.word()));
    course.draw(
        file, "fault %s on %s: %s".formatted(fault.name(), on.word(), fault.what()), script);
  }

  private Plan usual(On on) {
    return Plan.of(on, 1, 2).with("VIFTE_NODE_LEASE", dose.lease().toSeconds() + "s");
  }

  private Duration patience() {
    return Uploader.PATIENCE.plus(dose.outage());
  }

  /// Uploads while the script is played; when the last trouble was over.
  private long strike(Scene scene, List<Blow> script) throws Exception {
    try (var side = Executors.newSingleThreadExecutor()) {
      Future<Long> struck = side.submit(new Player(scene, script));
      scene.uploader().upload(dose.uploads(), dose.perSecond());
      return struck.get();
    } catch (ExecutionException e) {
      scene.complain(String.valueOf(e.getCause()));
      return System.nanoTime();
    }
  }
}
