package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every [ObjectStore] promises. Extend it and say how to open one; a durable one extends
/// [RestartContract] too.
public abstract class ObjectStoreContract extends OnceContract {
  @Test
  void what_was_put_is_read() throws Exception {
    put(KEY, "hello", REPLACING);

    assertThat(text(KEY, ByteRange.ALL)).isEqualTo("hello");
  }

  @Test
  void an_empty_object_is_an_object() throws Exception {
    put(KEY, "", REPLACING);

    assertThat(text(KEY, ByteRange.ALL)).isEmpty();
    assertThat(objects.head(KEY)).get().extracting(ObjectInfo::size).isEqualTo(0L);
  }

  @Test
  void a_put_tells_size_and_sha256() throws Exception {
    StoredObject stored = put(KEY, "hello", REPLACING);

    assertThat(stored.key()).isEqualTo(KEY);
    assertThat(stored.size()).isEqualTo(5);
    assertThat(stored.sha256())
        .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    assertThat(stored.created()).isTrue();
    assertThat(objects.head(KEY))
        .get()
        .satisfies(info -> assertThat(info.etag()).isEqualTo(stored.etag()))
        .satisfies(info -> assertThat(info.size()).isEqualTo(5));
  }

  @Test
  void another_content_of_the_same_size_has_another_etag() throws Exception {
    var etags = new HashSet<String>();
    for (int i = 10; i < 30; i++) {
      etags.add(put(KEY, "no " + i, REPLACING).etag());
    }

    assertThat(etags).hasSize(20);
    assertThat(text(KEY, ByteRange.ALL)).isEqualTo("no 29");
  }

  @Test
  void erasing_a_prefix_removes_all_below_it_and_nothing_beside_it() throws Exception {
    put(new ObjectKey("in/a/job-000001/x"), "one", REPLACING);
    put(new ObjectKey("in/a/job-000001/deep/y"), "two", REPLACING);
    put(new ObjectKey("in/a/job-0000012/x"), "other", REPLACING);

    long found = objects.erase(ObjectPrefix.under(new ObjectKey("in/a/job-000001")));

    assertThat(found).isEqualTo(2);
    assertThat(keys(ObjectPrefix.ALL)).containsExactly("in/a/job-0000012/x");
    assertThat(objects.erase(ObjectPrefix.under(new ObjectKey("in/a/job-000001")))).isZero();
  }

  @Test
  void an_object_is_invisible_until_it_is_whole() throws Exception {
    var halfWay = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    InputStream slow = new Gate(Trickle.of(1 << 20), halfWay, goOn);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var putting = threads.submit(() -> objects.put(KEY, slow, REPLACING));
      assertThat(halfWay.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(objects.head(KEY)).isEmpty();
      assertThat(keys(ObjectPrefix.ALL)).isEmpty();
      assertThatThrownBy(() -> objects.open(KEY, ByteRange.ALL))
          .isInstanceOf(ObjectNotFoundException.class);

      goOn.countDown();
      putting.get(20, TimeUnit.SECONDS);
      assertThat(objects.head(KEY)).isPresent();
    }
  }

  @Test
  void a_stream_that_breaks_off_leaves_nothing() {
    assertThatThrownBy(() -> objects.put(KEY, Trickle.thatBreaksOffAfter(300_000), REPLACING))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the line broke");

    assertThat(keys(ObjectPrefix.ALL)).isEmpty();
  }

  @Test
  void a_stream_that_breaks_off_keeps_what_was_there() throws Exception {
    put(KEY, "before", REPLACING);

    assertThatThrownBy(() -> objects.put(KEY, Trickle.thatBreaksOffAfter(300_000), REPLACING))
        .isInstanceOf(IOException.class);

    assertThat(text(KEY, ByteRange.ALL)).isEqualTo("before");
  }

  @Test
  void a_put_leaves_its_stream_open() throws Exception {
    var closed = new boolean[1];
    var bytes =
        new ByteArrayInputStream(new byte[10]) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    objects.put(KEY, bytes, REPLACING);

    assertThat(closed[0]).isFalse();
  }

  @Test
  void ranges_are_inclusive_and_end_with_the_object() throws Exception {
    put(KEY, "0123456789", REPLACING);

    assertThat(text(KEY, new ByteRange(0, 0))).isEqualTo("0");
    assertThat(text(KEY, new ByteRange(3, 6))).isEqualTo("3456");
    assertThat(text(KEY, new ByteRange(7, Long.MAX_VALUE))).isEqualTo("789");
    assertThat(text(KEY, new ByteRange(9, 100))).isEqualTo("9");
    assertThat(text(KEY, new ByteRange(10, 20))).isEmpty();
    assertThat(text(KEY, new ByteRange(500, 600))).isEmpty();
  }

  @Test
  void an_open_range_tells_of_the_whole_object() throws Exception {
    put(KEY, "0123456789", REPLACING);

    try (ObjectContent part = objects.open(KEY, new ByteRange(3, 6))) {
      assertThat(part.info()).isEqualTo(objects.head(KEY).orElseThrow());
      assertThat(part.info().size()).isEqualTo(10);
    }
  }

  @Test
  void what_is_not_there_is_not_found() throws Exception {
    assertThat(objects.head(KEY)).isEmpty();
    assertThatThrownBy(() -> objects.open(KEY, ByteRange.ALL))
        .isInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining(KEY.value());
  }

  @Test
  void objects_below_a_prefix_are_listed_in_key_order() throws Exception {
    List<String> sorted =
        List.of("a-b", "a.txt", "a/1/2", "a/10", "a/2", "a0", "aB", "a_", "b/c/d");
    for (String key : sorted.reversed()) {
      put(new ObjectKey(key), key, REPLACING);
    }

    assertThat(keys(ObjectPrefix.ALL)).isEqualTo(sorted);
    assertThat(keys(new ObjectPrefix("a/"))).containsExactly("a/1/2", "a/10", "a/2");
    assertThat(keys(new ObjectPrefix("a/1/"))).containsExactly("a/1/2");
    assertThat(keys(new ObjectPrefix("nothing/"))).isEmpty();
    assertThat(text(new ObjectKey("a/10"), ByteRange.ALL)).isEqualTo("a/10");
  }

  @Test
  void a_prefix_never_leaves_the_store() {
    assertThat(keys(new ObjectPrefix("../"))).isEmpty();
    assertThat(keys(new ObjectPrefix("/"))).isEmpty();
  }

  @Test
  void deleting_is_idempotent() throws Exception {
    var neighbour = new ObjectKey("out/job-000001/variants/small.jpg");
    put(KEY, "x", REPLACING);
    put(neighbour, "y", REPLACING);

    objects.delete(KEY);
    objects.delete(KEY);

    assertThat(objects.head(KEY)).isEmpty();
    assertThat(keys(ObjectPrefix.ALL)).containsExactly(neighbour.value());
    put(KEY, "again", ONCE);
    assertThat(text(KEY, ByteRange.ALL)).isEqualTo("again");
  }

  private List<String> keys(ObjectPrefix under) {
    try (var found = objects.list(under)) {
      return found.map(info -> info.key().value()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
