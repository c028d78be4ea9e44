package dev.vifte.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.PutOptions;
import dev.vifte.testkit.Trickle;
import dev.vifte.testkit.server.S3Server;
import io.minio.Http;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What we do with any S3 server beyond the contract of all stores.
abstract class S3StoreContract {
  static final ObjectKey KEY = new ObjectKey("in/job/photo");
  static final PutOptions REPLACING = PutOptions.replacing(new MediaType("image/jpeg"));
  private static final int LARGE = 20 << 20;

  S3Settings settings;
  S3Objects objects;

  abstract S3Server server();

  @BeforeEach
  void open() throws IOException {
    settings = Fresh.settings(server());
    objects = Fresh.objects(settings);
  }

  @AfterEach
  void close() {
    objects.close();
  }

  @Test
  void a_bucket_is_made_once() throws Exception {
    try (S3Objects other = S3Objects.open(Fresh.settings(server()))) {
      assertThat(other.ensureBucket()).isTrue();
      assertThat(other.ensureBucket()).isFalse();
      other.check();
    }
  }

  @Test
  void a_missing_bucket_is_told_by_every_call() {
    try (S3Objects none = S3Objects.open(Fresh.settings(server()))) {
      assertMissing(() -> none.put(KEY, bytes("x"), REPLACING));
      assertMissing(() -> none.put(KEY, Trickle.of(LARGE), REPLACING));
      assertMissing(() -> none.open(KEY, ByteRange.ALL));
      assertMissing(() -> none.head(KEY));
      assertMissing(() -> none.list(ObjectPrefix.ALL));
      assertMissing(none::check);
    }
  }

  @Test
  void wrong_keys_are_told_without_their_secret() {
    assertRefused(S3Credentials.of(server().accessKey(), "not-the-secret"), "secret key");
    assertRefused(S3Credentials.of("nobody", server().secretKey()), "access key");
  }

  @Test
  void a_large_put_that_breaks_off_leaves_no_parts() throws Exception {
    assertThatThrownBy(() -> objects.put(KEY, Trickle.thatBreaksOffAfter(LARGE), REPLACING))
        .hasMessageContaining("the line broke");

    assertThat(unfinished()).isZero();
  }

  @Test
  void what_a_crash_left_is_cleared_when_it_is_old_enough() throws Exception {
    leaveBehind("some/prefix/in/job/lost");
    leaveBehind("elsewhere/lost");

    assertThat(objects.clearLeftovers(Duration.ofHours(1))).isZero();
    assertThat(unfinished()).as("nobody else clears them").isEqualTo(2);

    Instant later = Instant.now().plus(Duration.ofHours(2));
    try (S3Objects then = S3Objects.open(settings.clock(() -> later))) {
      assertThat(then.clearLeftovers(Duration.ofHours(1))).isEqualTo(1);
    }
    assertThat(unfinished()).isEqualTo(1);
  }

  @Test
  void erasing_takes_unfinished_puts_of_its_prefix_along_at_any_age() throws Exception {
    leaveBehind("some/prefix/in/job/lost");
    leaveBehind("some/prefix/in/job2/other");
    objects.put(KEY, bytes("x"), REPLACING);

    assertThat(objects.erase(ObjectPrefix.under(new ObjectKey("in/job")))).isEqualTo(2);

    assertThat(objects.head(KEY)).isEmpty();
    assertThat(unfinished()).isEqualTo(1);
  }

  @Test
  void a_broken_connection_does_not_break_reading() throws Exception {
    var stored = objects.put(KEY, Trickle.of(LARGE), REPLACING);
    try (var proxy = new CuttingProxy(server().endpoint());
        S3Objects through = S3Objects.open(through(proxy))) {
      proxy.cutAfter(3_000_000, false);

      try (var content = through.open(KEY, ByteRange.ALL)) {
        assertThat(sha256(content.stream())).isEqualTo(stored.sha256());
      }
      assertThat(proxy.cuts()).isEqualTo(1);
    }
  }

  @Test
  void reading_never_ends_early() throws Exception {
    objects.put(KEY, Trickle.of(LARGE), REPLACING);
    try (var proxy = new CuttingProxy(server().endpoint());
        S3Objects through = S3Objects.open(through(proxy))) {
      proxy.cutAfter(3_000_000, true);

      try (var content = through.open(KEY, ByteRange.ALL)) {
        assertThatThrownBy(() -> sha256(content.stream()))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(KEY.value());
      }
      assertThat(proxy.cuts()).isGreaterThan(1);
    }
  }

  @Test
  void a_restart_of_the_store_does_not_break_a_large_put_nor_its_reading() throws Exception {
    var stored = objects.put(KEY, new Restarting(Trickle.of(LARGE)), REPLACING);

    assertThat(stored.sha256()).isEqualTo(sha256(Trickle.of(LARGE)));
    try (var content = objects.open(KEY, ByteRange.ALL)) {
      assertThat(sha256(new Restarting(content.stream()))).isEqualTo(stored.sha256());
    }
  }

  @Test
  void a_store_that_is_away_is_told_and_used_again_when_it_is_back() throws Exception {
    var stored = objects.put(KEY, bytes("hello"), REPLACING);
    server().process().stop();
    try {
      assertThatThrownBy(() -> objects.put(KEY, bytes("x"), REPLACING))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is it running?")
          .hasMessageContaining(settings.endpoint().toString());
      assertThatThrownBy(() -> objects.head(KEY)).isInstanceOf(IOException.class);
    } finally {
      server().process().startAgain();
    }

    assertThat(objects.head(KEY)).get().extracting(info -> info.etag()).isEqualTo(stored.etag());
    objects.put(KEY, bytes("after"), REPLACING);
  }

  @Test
  void a_store_that_hangs_is_told() throws Exception {
    var limits =
        new S3Limits(4, 4, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
    try (S3Objects impatient = S3Objects.open(settings.limits(limits))) {
      impatient.put(KEY, bytes("hello"), REPLACING);
      server().process().freeze();
      try {
        assertThatThrownBy(() -> impatient.put(KEY, bytes("x"), REPLACING))
            .hasMessageContaining("does not answer in time");
      } finally {
        server().process().thaw();
      }
      impatient.put(KEY, bytes("again"), REPLACING);
    }
  }

  /// Restarts the server in the middle.
  private final class Restarting extends FilterInputStream {
    private int read;

    Restarting(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int before = read;
      int now = super.read(into, offset, length);
      read += Math.max(now, 0);
      if (before < LARGE / 2 && read >= LARGE / 2) {
        restart();
      }
      return now;
    }
  }

  private void restart() throws IOException {
    try {
      server().process().kill();
      server().process().startAgain();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private S3Settings through(CuttingProxy proxy) {
    String url = "s3:%s/%s/%s".formatted(proxy.endpoint(), settings.bucket(), settings.prefix());
    return S3Settings.of(url).credentials(settings.credentials());
  }

  private void assertRefused(S3Credentials credentials, String why) {
    try (S3Objects wrong = S3Objects.open(settings.credentials(credentials))) {
      assertThatThrownBy(() -> wrong.put(KEY, bytes("x"), REPLACING))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(why)
          .hasMessageContaining(settings.bucket())
          .hasMessageNotContaining("not-the-secret")
          .hasMessageNotContaining(server().secretKey());
    }
  }

  private void leaveBehind(String name) throws IOException {
    try (Store raw = store()) {
      var upload = Multipart.begin(raw, settings.bucket(), name, new Http.Headers());
      var part = new PartBuffer();
      part.fill(Trickle.of(LARGE), PartBuffer.newSha256());
      upload.send(part);
    }
  }

  private int unfinished() throws IOException {
    try (Store raw = store()) {
      return raw.calls()
          .call(
              "list",
              () -> raw.clients().work().listUploads(settings.bucket(), UploadPage.Marker.START))
          .uploads()
          .size();
    }
  }

  private Store store() {
    return Store.of(settings, "test", Map.of());
  }

  private static void assertMissing(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the bucket does not exist")
        .hasMessageContaining("create it");
  }

  static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(InputStream bytes) throws IOException {
    MessageDigest digest = PartBuffer.newSha256();
    new DigestInputStream(bytes, digest).transferTo(java.io.OutputStream.nullOutputStream());
    return PartBuffer.hex(digest);
  }
}
