package dev.vifte.app.backup;

import dev.vifte.app.backup.BackupSet.Part;
import dev.vifte.app.screen.Progress;
import dev.vifte.app.screen.Screen;
import java.io.IOException;

/// A backup of which every byte was read and compared.
///
/// @param files how many those were
record Verified(BackupSet set, long files) {
  /// @throws IOException naming the file that is not as it was written
  static Verified of(SetReader reader, Screen screen) throws IOException {
    BackupSet set = reader.set();
    for (Part each : set.parts()) {
      reader.verify(each);
    }
    long[] objects = new long[1];
    try (Progress progress =
        screen.progress("verifying", Math.clamp(set.objects(), 1, Integer.MAX_VALUE))) {
      reader.objects(line -> {
        reader.verify(new Part(line.part(), line.size(), line.sha256()));
        objects[0]++;
        progress.step(line.key().value());
      });
    }
    if (objects[0] != set.objects()) {
      throw new IOException(
          "the index lists %d objects, not %d".formatted(objects[0], set.objects()));
    }
    return new Verified(set, set.parts().size() + objects[0]);
  }
}
