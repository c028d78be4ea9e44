package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Backend;
import dev.vifte.object.LocalFiles;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.PutOptions;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Slots;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.Trickle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedTest {
  @TempDir Path folder;

  @Test
  void a_missing_folder_is_made() throws Exception {
    Path deep = folder.resolve("a/b/store");

    Embedded.open(EmbeddedSettings.in(deep)).close();

    assertThat(deep.resolve("state.db")).isRegularFile();
    assertThat(deep.resolve("objects")).isDirectory();
  }

  @Test
  void a_folder_may_have_any_name() throws Exception {
    Path odd = folder.resolve("sto re?æ%41#&=");

    Embedded.open(EmbeddedSettings.in(odd)).close();

    assertThat(odd.resolve("state.db")).isRegularFile();
  }

  @Test
  void a_file_in_place_of_the_folder_is_named() throws Exception {
    Path file = Files.writeString(folder.resolve("store"), "x");

    refuses(file, "store folder " + file + " is a file", "choose a folder");
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws Exception {
    Path below = Files.writeString(folder.resolve("file"), "x").resolve("store");

    refuses(below, "store folder " + below + " cannot be made", "choose another");
  }

  @Test
  void a_folder_that_is_not_writable_is_named() throws Exception {
    // root may write anywhere; what it cannot do is write to a folder as if it were a file
    Files.createDirectory(folder.resolve("lock"));

    refuses(folder, "store folder " + folder + " is not writable", "right to write");
  }

  @Test
  void a_folder_in_use_by_this_process_is_named() throws Exception {
    try (Backend first = Embedded.open(EmbeddedSettings.in(folder))) {
      refuses(folder, "store folder " + folder + " is in use", "stop that one");
      assertThat(first.queue().publish(List.of(Fixtures.message(1)))).hasSize(1);
    }
    Embedded.open(EmbeddedSettings.in(folder)).close();
  }

  @Test
  void a_folder_in_use_by_another_process_is_named_and_what_that_held_when_killed_comes_at_once()
      throws Exception {
    try (var other = OtherProcess.holding(folder)) {
      assertThat(other).isNotNull();
      refuses(folder, "store folder " + folder + " is in use by another process", "stop that one");
    }

    try (Backend backend = Embedded.open(EmbeddedSettings.in(folder));
        Probe<Delivery> probe = receive(backend)) {
      Delivery delivery = probe.next();
      assertThat(delivery.message()).isEqualTo(Fixtures.message(1));
      assertThat(delivery.deliveries()).isEqualTo(2);
    }
  }

  @Test
  void a_file_that_is_no_database_is_named() throws Exception {
    byte[] garbage = new byte[8192];
    Arrays.fill(garbage, (byte) 'x');
    Files.write(folder.resolve("state.db"), garbage);

    refuses(folder, "database in " + folder + " is damaged", "restore the folder from a backup");
  }

  @Test
  void a_damaged_database_is_named() throws Exception {
    try (Backend backend = Embedded.open(EmbeddedSettings.in(folder))) {
      for (int n = 0; n < 500; n++) {
        backend.queue().publish(List.of(Fixtures.message(n)));
      }
    }
    byte[] bytes = Files.readAllBytes(folder.resolve("state.db"));
    Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
    Files.write(folder.resolve("state.db"), bytes);

    refuses(folder, "database in " + folder + " is damaged", "restore the folder from a backup");
  }

  @Test
  void a_store_of_a_newer_version_is_refused_kindly() throws Exception {
    Embedded.open(EmbeddedSettings.in(folder)).close();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state.db"));
        var statement = connection.createStatement()) {
      statement.execute("UPDATE meta SET value = 2 WHERE key = 'format'");
    }

    refuses(folder, "store in " + folder + " has format 2", "start the newer version");
  }

  @Test
  void half_written_objects_of_a_crash_are_removed() throws Exception {
    Embedded.open(EmbeddedSettings.in(folder)).close();
    Path leftover = Files.writeString(folder.resolve("objects/.incoming/abc"), "half");

    try (Backend backend = Embedded.open(EmbeddedSettings.in(folder));
        var all = backend.objects().list(ObjectPrefix.ALL)) {
      assertThat(leftover).doesNotExist();
      assertThat(all).isEmpty();
    }
  }

  @Test
  void a_store_in_memory_leaves_nothing_behind() throws Exception {
    Backend backend = Embedded.open(EmbeddedSettings.inMemory());
    var stored =
        backend.objects().put(new ObjectKey("a/b"), Trickle.of(10), PutOptions.once(Fixtures.JPEG));
    Path file = ((LocalFiles) backend.objects()).file(stored.key());
    assertThat(file).hasSize(10);

    backend.close();

    assertThat(file).doesNotExist();
  }

  private static Probe<Delivery> receive(Backend backend) {
    var pool = new PoolSubscription(Fixtures.POOL, Duration.ofSeconds(30));
    return Probe.of(backend.queue().deliveries(pool, new Slots(1)));
  }

  private static void refuses(Path folder, String what, String whatToDo) {
    assertThatThrownBy(() -> Embedded.open(EmbeddedSettings.in(folder)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(whatToDo);
  }
}
