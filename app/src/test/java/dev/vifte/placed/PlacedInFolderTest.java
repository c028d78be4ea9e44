package dev.vifte.placed;

import dev.vifte.embedded.EmbeddedCopy;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class PlacedInFolderTest extends PlacedContract {
  @Override
  Map<String, String> common(String installation) {
    return Map.of();
  }

  @Override
  String place(String installation) throws IOException {
    return made("own-" + installation).toString();
  }

  @Override
  Map.Entry<String, String> wrong() {
    return Map.entry(folder.resolve("not-mounted").toString(), "mount its disk");
  }

  @Override
  List<String> keys(String installation) {
    return in(data(installation));
  }

  @Override
  List<String> placedKeys(String installation) throws IOException {
    return in(Path.of(place(installation)));
  }

  private static List<String> in(Path store) {
    if (!Files.exists(store)) {
      return List.of();
    }
    try (Stream<ObjectInfo> all = EmbeddedCopy.of(store).list(ObjectPrefix.ALL)) {
      return all.map(each -> each.key().value()).toList();
    }
  }
}
