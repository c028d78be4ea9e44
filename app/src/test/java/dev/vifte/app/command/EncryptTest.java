package dev.vifte.app.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Backend;
import dev.vifte.app.Problem;
import dev.vifte.app.Stores;
import dev.vifte.app.settings.Settings;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Encryption as an operator meets it: a key made, changed, backed up, lost; doors that are shut.
final class EncryptTest {
  private static final ObjectKey ONE = new ObjectKey("in/acme/0123456789/one");
  private static final String WORDS = "the words of a passport";

  @TempDir private Path folder = Path.of("");

  @Test
  void a_key_is_made_and_changed_and_the_old_one_can_go() throws Exception {
    put(Optional.empty());
    assertThat(onDisk("data")).contains("passport");

    assertThat(vifte("new-key", "--tenant", "acme", "--id", "first")).isZero();
    assertThat(vifte("reencrypt")).isZero();
    assertThat(onDisk("data")).doesNotContain("passport");
    assertThat(vifte("new-key", "--tenant", "acme", "--id", "second")).isZero();
    assertThat(vifte("reencrypt", "--tenant", "acme")).isZero();

    List<String> lines = Files.readAllLines(keys());
    Files.write(keys(), lines.subList(1, 2));
    assertThat(text("data")).isEqualTo(WORDS);
  }

  @Test
  void a_backup_is_read_with_the_file_of_keys_and_not_without() throws Exception {
    assertThat(vifte("new-key", "--tenant", "acme", "--id", "first")).isZero();
    put(Optional.of(keys()));
    copy(folder.resolve("data"), folder.resolve("restored"));

    assertThat(text("restored")).isEqualTo(WORDS);
    Path kept = Files.move(keys(), folder.resolve("kept"));
    assertThatThrownBy(() -> text("restored"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("encryption.keys-file");
    Files.writeString(keys(), Files.readString(kept).replace("first", "another"));
    assertThatThrownBy(() -> text("restored"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'first', which is not in the file of keys");
  }

  @Test
  void events_and_buckets_that_would_lie_open_are_refused() {
    assertThat(vifte("new-key", "--tenant", "acme", "--id", "first")).isZero();
    var servers =
        Map.of(
            "VIFTE_OBJECTS", "s3:http://127.0.0.1:1/vifte",
            "VIFTE_EVENTS", "nats://127.0.0.1:1",
            "VIFTE_ENCRYPTION_KEYS_FILE", keys().toString());

    assertThat(Stores.of(with(servers, "VIFTE_INGEST_TENANT", "globex"), _ -> {})).isNotNull();
    assertThatThrownBy(() -> Stores.of(with(servers, "VIFTE_INGEST_TENANT", "acme"), _ -> {}))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("set ingest.nats to off");
    var watching = new HashMap<>(servers);
    watching.put("VIFTE_INGEST_NATS", "off");
    watching.put("VIFTE_INGEST_WATCH", "inbox=media");
    assertThatThrownBy(() -> Stores.of(with(watching, "VIFTE_INGEST_TENANT", "acme"), _ -> {}))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no ingest.buckets");
  }

  private static Settings with(Map<String, String> some, String name, String value) {
    var all = new HashMap<>(some);
    all.put(name, value);
    return Settings.load(Optional.empty(), all);
  }

  private int vifte(String... words) {
    String[] all = Stream.concat(Stream.of("encryption"), Stream.of(words)).toArray(String[]::new);
    return Output.of(environment("data", Optional.of(keys())), all).code();
  }

  private Map<String, String> environment(String data, Optional<Path> keys) {
    var all = new HashMap<String, String>();
    all.put("VIFTE_DATA", folder.resolve(data).toString());
    keys.ifPresent(file -> all.put("VIFTE_ENCRYPTION_KEYS_FILE", file.toString()));
    return all;
  }

  private Path keys() {
    return folder.resolve("keys");
  }

  private Backend open(String data, Optional<Path> keys) throws IOException {
    Settings settings = Settings.load(Optional.empty(), environment(data, keys));
    return Stores.of(settings, _ -> {}).open().backend();
  }

  private void put(Optional<Path> keys) throws IOException {
    try (Backend backend = open("data", keys)) {
      var how = PutOptions.once(new MediaType("text/plain"));
      backend.objects().put(ONE, new ByteArrayInputStream(WORDS.getBytes(UTF_8)), how);
    }
  }

  private String text(String data) throws IOException {
    try (Backend backend = open(data, Optional.of(keys()));
        var content = backend.objects().open(ONE, ByteRange.ALL)) {
      return new String(content.stream().readAllBytes(), UTF_8);
    }
  }

  private String onDisk(String data) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(data))) {
      var all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, ISO_8859_1));
      }
      return all.toString();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
