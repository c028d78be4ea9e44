package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.Notes;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [ObjectStore] promises of objects that are put once, and of large ones. Extend
/// [ObjectStoreContract], which has these cases too.
public abstract class OnceContract {
  static final ObjectKey KEY = new ObjectKey("out/job-000001/variants/thumb.jpg");
  static final PutOptions REPLACING = PutOptions.replacing(new MediaType("image/jpeg"));
  static final PutOptions ONCE = PutOptions.once(new MediaType("image/jpeg"));
  private static final ObjectKey OTHER = new ObjectKey("out/job-000001/large.jpg");
  private static final int LARGE = 64 << 20;
  private static final int LARGEST_BUFFER = 8 << 20;

  ObjectStore objects;

  /// A new, empty store.
  protected abstract ObjectStore open() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    objects = open();
  }

  @AfterEach
  final void closeStore() throws Exception {
    objects.close();
  }

  @Test
  void put_if_absent_keeps_the_first_and_tells_of_it() throws Exception {
    StoredObject first = put(KEY, "first", ONCE);
    StoredObject second = put(KEY, "second one", ONCE);

    assertThat(first.created()).isTrue();
    assertThat(second).isEqualTo(new StoredObject(KEY, 5, first.etag(), first.sha256(), false));
    assertThat(text(KEY, ByteRange.ALL)).isEqualTo("first");
  }

  @Test
  void a_note_lies_beside_the_bytes_and_goes_with_them() throws Exception {
    assertThat(objects).isInstanceOf(Notes.class);
    Notes notes = (Notes) objects;
    String text = "{\"name\": \"Übersicht 図.jpg\"}".repeat(40);

    objects.put(KEY, Trickle.of(10), REPLACING.noting(text));
    objects.put(OTHER, Trickle.of(LARGE), ONCE.noting(text));

    assertThat(notes.note(KEY)).contains(text);
    assertThat(notes.note(OTHER)).contains(text);
    objects.put(KEY, Trickle.of(11), REPLACING);
    assertThat(notes.note(KEY)).isEmpty();
    objects.delete(KEY);
    assertThat(notes.note(KEY)).isEmpty();
  }

  @Test
  void of_many_that_put_if_absent_one_wins_and_all_tell_of_it() throws Exception {
    List<Callable<StoredObject>> all =
        IntStream.range(0, 16)
            .mapToObj(n -> (Callable<StoredObject>) () -> put(KEY, "racer " + n, ONCE))
            .toList();
    var told = new HashSet<String>();
    int winners = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<StoredObject> each : threads.invokeAll(all)) {
        winners += each.get().created() ? 1 : 0;
        told.add(each.get().sha256());
      }
    }

    assertThat(winners).isEqualTo(1);
    assertThat(told).containsExactly(sha256(objects.open(KEY, ByteRange.ALL).stream()));
  }

  @Test
  void a_large_object_that_comes_second_is_left_out_and_told_of_the_first() throws Exception {
    StoredObject first = objects.put(KEY, Trickle.of(LARGE), ONCE);

    StoredObject second = objects.put(KEY, Trickle.of(LARGE + 1), ONCE);

    assertThat(first.created()).isTrue();
    assertThat(second).isEqualTo(new StoredObject(KEY, LARGE, first.etag(), first.sha256(), false));
  }

  @Test
  void of_two_large_objects_on_their_way_to_one_key_one_wins() throws Exception {
    var halfWay = new CountDownLatch(2);
    var goOn = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = threads.submit(() -> objects.put(KEY, gated(LARGE, halfWay, goOn), ONCE));
      var other = threads.submit(() -> objects.put(KEY, gated(LARGE + 1, halfWay, goOn), ONCE));
      assertThat(halfWay.await(20, TimeUnit.SECONDS)).isTrue();
      goOn.countDown();

      StoredObject told = one.get(60, TimeUnit.SECONDS);
      StoredObject alsoTold = other.get(60, TimeUnit.SECONDS);
      assertThat(told.created()).isNotEqualTo(alsoTold.created());
      assertThat(told.sha256()).isEqualTo(alsoTold.sha256());
      assertThat(told.sha256()).isEqualTo(sha256(objects.open(KEY, ByteRange.ALL).stream()));
    }
  }

  @Test
  void a_large_object_passes_through_a_small_buffer() throws Exception {
    var bytes = Trickle.of(LARGE);

    StoredObject stored = objects.put(KEY, bytes, REPLACING);

    assertThat(bytes.largestAsk()).isLessThanOrEqualTo(LARGEST_BUFFER);
    assertThat(stored.size()).isEqualTo(LARGE);
    assertThat(stored.sha256()).isEqualTo(sha256(Trickle.of(LARGE)));
    try (ObjectContent tail = objects.open(KEY, new ByteRange(LARGE - 3, Long.MAX_VALUE))) {
      assertThat(tail.stream().readAllBytes())
          .containsExactly(
              Trickle.byteAt(LARGE - 3), Trickle.byteAt(LARGE - 2), Trickle.byteAt(LARGE - 1));
    }
  }

  private static InputStream gated(long size, CountDownLatch halfWay, CountDownLatch goOn) {
    return new Gate(Trickle.of(size), halfWay, goOn);
  }

  final StoredObject put(ObjectKey key, String content, PutOptions how) throws IOException {
    var bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    return objects.put(key, bytes, how);
  }

  final String text(ObjectKey key, ByteRange range) throws IOException {
    try (ObjectContent content = objects.open(key, range)) {
      return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String sha256(InputStream bytes) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    try (var all = new DigestInputStream(bytes, digest)) {
      all.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
