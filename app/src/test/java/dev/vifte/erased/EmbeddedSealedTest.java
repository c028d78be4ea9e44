package dev.vifte.erased;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class EmbeddedSealedTest extends SealedContract {
  @Override
  Map<String, String> fresh() {
    return Map.of("VIFTE_DATA", data().toString());
  }

  @Override
  List<Path> folders() {
    return List.of(data());
  }

  private Path data() {
    return folder.resolve("data");
  }
}
