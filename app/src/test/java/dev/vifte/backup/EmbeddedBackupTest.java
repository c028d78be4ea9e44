package dev.vifte.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.erased.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBackupTest extends BackupContract {
  @TempDir private Path disk = Path.of("");

  private int stores;

  @Override
  Map<String, String> fresh() {
    return Map.of("VIFTE_DATA", store().toString());
  }

  @Override
  Map<String, String> lose(Map<String, String> installation) {
    stores++;
    return fresh();
  }

  @Override
  List<Path> folders() {
    return List.of(store());
  }

  private Path store() {
    return disk.resolve("store-" + stores);
  }

  @Test
  void one_file_holds_as_much_as_a_folder() throws Exception {
    Map<String, String> first = store(3);
    Path zip = folder.resolve("backup.zip");

    Ran.of(first, "backup", zip).ok();
    Map<String, String> second = lose(first);
    Ran restored = Ran.of(second, "restore", zip).ok();

    assertThat(Files.isRegularFile(zip)).isTrue();
    assertThat(restored.said()).contains("3 jobs are back").contains("verified");
  }

  @Test
  void a_backup_that_was_damaged_is_refused_and_the_file_is_named() throws Exception {
    Map<String, String> first = store(1);
    Path backup = folder.resolve("damaged");
    Ran.of(first, "backup", backup).ok();
    Files.write(anInput(backup), new byte[] {1}, StandardOpenOption.APPEND);

    Ran restored = Ran.of(lose(first), "restore", backup);

    assertThat(restored.code()).isEqualTo(5);
    assertThat(restored.said()).contains("objects/in@").contains("is not as it was written");
    assertThat(store()).doesNotExist();
  }

  @Test
  void a_backup_that_was_cut_off_is_told_as_such() throws Exception {
    Map<String, String> first = store(1);
    Path backup = folder.resolve("cut");
    Ran.of(first, "backup", backup).ok();
    Files.delete(backup.resolve("backup.json"));

    assertThat(Ran.of(lose(first), "restore", backup).said()).contains("not written to its end");
  }

  @Test
  void a_name_that_is_taken_is_refused_and_nothing_is_touched() throws Exception {
    Map<String, String> first = store(1);
    Path taken = Files.createDirectory(folder.resolve("taken"));

    Ran refused = Ran.of(first, "backup", taken);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.said()).contains("is there already");
    assertThat(taken).isEmptyDirectory();
  }

  @Test
  void a_folder_without_a_store_is_no_store() {
    Ran refused = Ran.of(fresh(), "backup", folder.resolve("none"));

    assertThat(refused.code()).isEqualTo(5);
    assertThat(refused.said()).contains("there is no store in");
  }

  @Test
  void nothing_is_restored_under_a_running_node() throws Exception {
    Map<String, String> first = store(1);
    Path backup = folder.resolve("running");
    Ran.of(first, "backup", backup).ok();

    try (Installation _ = Installation.start(first, folder)) {
      Ran refused = Ran.of(first, "restore", backup, "--replace");
      assertThat(refused.said()).contains("in use by another process");
    }
    Installation.start(first, folder).close();
  }

  /// A store that so many jobs have ended in.
  private Map<String, String> store(int jobs) throws Exception {
    Map<String, String> settings = fresh();
    try (Installation running = Installation.start(settings, folder)) {
      for (int i = 0; i < jobs; i++) {
        var job = running.accepted(new Marks("carl").files(i).get(2), Optional.empty());
        running.awaitEnds(List.of(job));
      }
    }
    return settings;
  }

  private static Path anInput(Path backup) throws IOException {
    try (Stream<Path> all = Files.walk(backup.resolve("objects/in@"))) {
      return all.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }
}
