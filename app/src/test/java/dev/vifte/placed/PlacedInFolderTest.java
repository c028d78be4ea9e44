package dev.vifte.placed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.backup.Installation;
import dev.vifte.backup.Ran;
import dev.vifte.embedded.EmbeddedCopy;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

  @Test
  void a_backup_without_the_disk_of_a_tenant_is_refused() throws Exception {
    Installation.start(placed("one"), folder).close();
    Files.move(Path.of(place("one")), folder.resolve("unmounted"));
    Map<String, String> settings = settings("one");
    settings.put("VIFTE_RESIDENCY_PLACES", "default=" + folder.resolve("own-one"));

    Ran refused = Ran.of(settings, "backup", folder.resolve("backup"));

    assertThat(refused.said()).contains("own-one").contains("mount its disk");
    assertThat(folder.resolve("backup")).doesNotExist();
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
