package dev.vifte.isolate;

import java.nio.file.Path;
import java.time.Duration;

/// A program with one busy child, whose process id it prints.
final class ShortLivedParent {
  private ShortLivedParent() {}

  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    var input = FolderInput.in(folder);
    Thread.ofVirtual().start(() -> System.out.println(input.child().join()));
    try (var isolated = Isolated.start(IsolatedSettings.in(folder));
        var seat = isolated.seat()) {
      var _ = seat.run(Misbehaving.stage(Act.SPIN), input, Duration.ofMinutes(5));
    }
  }
}
