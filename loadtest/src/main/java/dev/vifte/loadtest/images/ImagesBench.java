package dev.vifte.loadtest.images;

import dev.vifte.loadtest.Figure;
import dev.vifte.loadtest.Suite;
import dev.vifte.loadtest.peers.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Whole jobs of making small pictures, ours beside those of others: each a process of its own, all
/// of them running, one at a time at work, and who begins changes with each round.
public final class ImagesBench {
  private final Suite suite;
  private final List<String> names;
  private final Optional<Path> given;
  private final Tally tally = new Tally("images");

  /// @param only these contenders; all when none is named
  /// @param given a folder of pictures instead of those made by code
  public ImagesBench(Suite suite, List<String> only, Optional<Path> given) {
    this.suite = suite;
    this.names = only.isEmpty() ? Contenders.NAMES : List.copyOf(only);
    this.given = given;
  }

  public void run() throws IOException, InterruptedException {
    List<Work> works =
        given.isPresent() ? Gallery.worksOf(given.orElseThrow()) : new Gallery(cache()).works();
    Path scratch = suite.scratch().resolve("images");
    var contenders = new Contenders(suite.home(), scratch);
    try {
      compare(works, contenders, scratch);
      if (names.contains("vifte")) {
        new FreshStart(contenders, scratch, tally).measure(works, suite.rounds());
      }
    } finally {
      // what was measured before something broke counts, too
      for (Figure figure : tally.figures()) {
        suite.add(figure);
      }
    }
  }

  private void compare(List<Work> works, Contenders contenders, Path scratch)
      throws IOException, InterruptedException {
    List<Heat> heats = new ArrayList<>();
    try {
      for (String name : names) {
        System.out.println("images: " + name + " warms up");
        heats.add(new Heat(Contender.start(contenders.named(name), scratch), tally));
        heats.getLast().warmUp(works);
      }
      for (int round = 0; round < suite.rounds(); round++) {
        round(works, heats);
        Collections.rotate(heats, 1);
      }
      var gate = new Gate(scratch, tally);
      for (Work work : works) {
        gate.judge(work, heats.stream().map(Heat::contender).toList());
      }
    } finally {
      for (Heat heat : heats) {
        heat.contender().close();
      }
    }
  }

  private static void round(List<Work> works, List<Heat> heats)
      throws IOException, InterruptedException {
    for (Work work : works) {
      for (Heat heat : heats) {
        heat.run(work);
      }
    }
  }

  /// Outside of the sources: the pictures are large and outlive a clean build.
  private static Path cache() {
    String folder = System.getenv("VIFTE_CACHE");
    return folder == null
        ? Path.of(System.getProperty("user.home"), ".cache", "vifte", "images")
        : Path.of(folder, "images");
  }
}
