package dev.vifte.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Backend;
import dev.vifte.encrypt.EncryptedObjects;
import dev.vifte.encrypt.TenantKeys;
import dev.vifte.object.ByteRange;
import dev.vifte.object.LocalFiles;
import dev.vifte.object.MediaType;
import dev.vifte.object.Notes;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.PutOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies on the disk of a tenant that is encrypted, and what becomes of it when keys change.
final class EncryptionTest {
  private static final ObjectKey ONE = new ObjectKey("in/acme/0123456789/one");
  private static final ObjectKey TWO = new ObjectKey("in/acme/0123456789/two");
  private static final ObjectKey FOREIGN = new ObjectKey("in/globex/0123456789/one");
  private static final String WORDS = "the words of a passport";
  private static final PutOptions TEXT = PutOptions.replacing(new MediaType("text/plain"));

  @TempDir private Path folder = Path.of("");
  private Backend backend;

  @BeforeEach
  void open() throws IOException {
    backend = Embedded.open(EmbeddedSettings.in(folder.resolve("data")));
  }

  @AfterEach
  void close() throws IOException {
    backend.close();
  }

  @Test
  void nothing_that_was_put_is_found_on_the_disk_and_another_tenant_is_as_before()
      throws Exception {
    EncryptedObjects objects = with("acme first " + secret(1));

    put(objects, ONE, WORDS);
    put(objects, FOREIGN, WORDS);

    assertThat(onDisk(ONE)).doesNotContain("passport");
    assertThat(onDisk(FOREIGN)).isEqualTo(WORDS);
    assertThat(text(objects, ONE)).isEqualTo(WORDS);
    assertThat(text(objects, FOREIGN)).isEqualTo(WORDS);
  }

  @Test
  void a_note_is_not_readable_beside_its_object() throws Exception {
    EncryptedObjects objects = with("acme first " + secret(1));
    String note = "passport ".repeat(140);

    objects.put(ONE, new ByteArrayInputStream(new byte[1]), TEXT.noting(note));

    assertThat(objects.note(ONE)).hasValue(note);
    assertThat(((Notes) backend.objects()).note(ONE).orElseThrow())
        .startsWith("enc1:first:")
        .doesNotContain("passport");
  }

  @Test
  void after_a_rotation_both_keys_read_and_the_new_one_writes() throws Exception {
    put(with("acme first " + secret(1)), ONE, WORDS);

    EncryptedObjects both = with("acme first " + secret(1), "acme second " + secret(2));
    put(both, TWO, WORDS);

    assertThat(text(both, ONE)).isEqualTo(WORDS);
    assertThat(onDisk(TWO)).contains("second");
  }

  @Test
  void once_all_is_encrypted_anew_the_old_key_may_go() throws Exception {
    EncryptedObjects first = with("acme first " + secret(1));
    first.put(ONE, new ByteArrayInputStream(WORDS.getBytes(UTF_8)), TEXT.noting("a note"));
    EncryptedObjects both = with("acme first " + secret(1), "acme second " + secret(2));

    assertThat(both.reencrypt(ObjectPrefix.ALL)).isEqualTo(1);
    assertThat(both.reencrypt(ObjectPrefix.ALL)).isZero();

    EncryptedObjects second = with("acme second " + secret(2));
    assertThat(text(second, ONE)).isEqualTo(WORDS);
    assertThat(second.note(ONE)).hasValue("a note");
  }

  @Test
  void what_is_older_than_the_first_key_is_refused_until_it_is_encrypted() throws Exception {
    backend.objects().put(ONE, new ByteArrayInputStream(WORDS.getBytes(UTF_8)), TEXT);
    EncryptedObjects objects = with("acme first " + secret(1));

    assertThatThrownBy(() -> text(objects, ONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not encrypted")
        .hasMessageContaining("reencrypt");
    assertThat(objects.reencrypt(ObjectPrefix.ALL)).isEqualTo(1);
    assertThat(text(objects, ONE)).isEqualTo(WORDS);
  }

  @Test
  void without_its_key_nothing_is_read_and_the_key_is_named() throws Exception {
    put(with("acme first " + secret(1)), ONE, WORDS);

    assertThatThrownBy(() -> text(with("acme second " + secret(2)), ONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'first', which is not in the file of keys");
    assertThatThrownBy(() -> text(with("acme first " + secret(2)), ONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be decrypted");
  }

  @Test
  void what_was_changed_moved_or_cut_off_is_not_read() throws Exception {
    EncryptedObjects objects = with("acme first " + secret(1));
    put(objects, ONE, "x".repeat(200_000));
    Path file = file(ONE);
    byte[] whole = Files.readAllBytes(file);

    byte[] changed = whole.clone();
    changed[100_000] ^= 1;
    replace(ONE, changed);
    assertThatThrownBy(() -> text(objects, ONE)).isInstanceOf(IOException.class);

    replace(ONE, Arrays.copyOf(whole, 128 + 65_552));
    assertThatThrownBy(() -> text(objects, ONE)).isInstanceOf(IOException.class);

    replace(TWO, whole);
    assertThatThrownBy(() -> text(objects, TWO)).isInstanceOf(IOException.class);
  }

  @Test
  void any_range_is_that_of_what_was_put() throws Exception {
    EncryptedObjects objects = with("acme first " + secret(1));
    byte[] bytes = new byte[200_000];
    new Random(1).nextBytes(bytes);
    objects.put(ONE, new ByteArrayInputStream(bytes), TEXT);

    for (int from : new int[] {0, 1, 65_535, 65_536, 131_072, 199_999}) {
      for (int length : new int[] {1, 70_000, 300_000}) {
        try (var part = objects.open(ONE, new ByteRange(from, from + length - 1L))) {
          int end = Math.min(bytes.length, from + length);
          assertThat(part.stream().readAllBytes())
              .as(from + "+" + length)
              .isEqualTo(Arrays.copyOfRange(bytes, from, end));
          assertThat(part.info().size()).isEqualTo(bytes.length);
        }
      }
    }
  }

  @Test
  void a_wrong_line_is_named_and_its_key_not_shown() {
    assertThatThrownBy(() -> with("# keys", "acme first c2VjcmV0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keys:2")
        .hasMessageNotContaining("c2VjcmV0");
  }

  private EncryptedObjects with(String... lines) throws IOException {
    Path keys = folder.resolve("keys");
    Files.write(keys, Arrays.asList(lines));
    return new EncryptedObjects(backend.objects(), TenantKeys.read(keys), new SecureRandom());
  }

  private static String secret(int number) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) number);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void put(EncryptedObjects objects, ObjectKey key, String text) throws IOException {
    objects.put(key, new ByteArrayInputStream(text.getBytes(UTF_8)), TEXT);
  }

  private static String text(EncryptedObjects objects, ObjectKey key) throws IOException {
    try (var content = objects.open(key, ByteRange.ALL)) {
      return new String(content.stream().readAllBytes(), UTF_8);
    }
  }

  private String onDisk(ObjectKey key) throws IOException {
    return Files.readString(file(key), ISO_8859_1);
  }

  private Path file(ObjectKey key) throws IOException {
    return ((LocalFiles) backend.objects()).file(key);
  }

  private void replace(ObjectKey key, byte[] bytes) throws IOException {
    backend.objects().put(key, new ByteArrayInputStream(bytes), TEXT);
  }
}
