package dev.vifte.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoreFullException;
import dev.vifte.object.StoredObject;
import dev.vifte.s3.PretendedStore.Script;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a store may answer when it is in trouble, and what we make of it.
final class S3TroubleTest {
  private static final ObjectKey KEY = new ObjectKey("a/b");
  private static final PutOptions ONCE = PutOptions.once(new MediaType("text/plain"));
  private static final S3Limits IMPATIENT =
      new S3Limits(4, 1, Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(600));

  private PretendedStore store;
  private S3Objects objects;

  @BeforeEach
  void open() throws IOException {
    store = PretendedStore.start();
    objects = S3Objects.open(store.settings());
  }

  @AfterEach
  void close() {
    objects.close();
    store.close();
  }

  @Test
  void each_call_is_one_request() throws Exception {
    given((n, request) -> PretendedStore.content(request, "hello", Map.of()));

    put("hello");
    read();
    var _ = objects.head(KEY);
    objects.delete(KEY);

    assertThat(store.requests())
        .containsExactly(
            "PUT /bucket/a/b", "GET /bucket/a/b", "HEAD /bucket/a/b", "DELETE /bucket/a/b");
  }

  @Test
  void an_overloaded_store_is_asked_again() throws Exception {
    given((n, request) -> {
      if (n < 3) {
        PretendedStore.error(request, 503, "SlowDown");
      } else {
        PretendedStore.stored(request);
      }
    });

    assertThat(put("hello").created()).isTrue();
    assertThat(store.requests()).hasSize(3);
  }

  @Test
  void a_store_that_stays_overloaded_is_asked_four_times() throws Exception {
    given((n, request) -> PretendedStore.error(request, 503, "SlowDown"));

    assertThatThrownBy(() -> put("hello"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a/b")
        .hasMessageContaining("SlowDown")
        .hasMessageContaining("try again later");
    assertThat(store.requests()).hasSize(4);
  }

  @Test
  void what_does_not_pass_is_not_asked_again() throws Exception {
    given((n, request) -> PretendedStore.error(request, 403, "RequestTimeTooSkewed"));

    assertThatThrownBy(() -> put("hello"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("clocks")
        .hasMessageContaining("NTP")
        .hasMessageContaining("127.0.0.1");
    assertThat(store.requests()).hasSize(1);
  }

  @Test
  void a_full_store_is_told_apart() throws Exception {
    given((n, request) -> PretendedStore.error(request, 507, "XMinioStorageFull"));

    assertThatThrownBy(() -> put("hello"))
        .isInstanceOf(StoreFullException.class)
        .hasMessageContaining("no room");
    assertThat(store.requests()).hasSize(1);
  }

  @Test
  void what_is_no_s3_store_is_told() throws Exception {
    given((n, request) ->
        PretendedStore.answer(request, 404, Map.of("Content-Type", "text/html"), "<html>"));

    assertThatThrownBy(() -> put("hello")).hasMessageContaining("no S3 store");
  }

  @Test
  void a_silent_store_is_not_waited_for_without_end() throws Exception {
    var hold = new CountDownLatch(1);
    given(IMPATIENT, (n, request) -> hold.await());

    assertThatThrownBy(() -> put("hello")).hasMessageContaining("does not answer in time");
    assertThat(store.requests()).hasSize(1);
    hold.countDown();
  }

  @Test
  void whoever_is_interrupted_does_not_wait_for_the_store() throws Exception {
    var asked = new CountDownLatch(1);
    var hold = new CountDownLatch(1);
    given((n, request) -> {
      asked.countDown();
      hold.await();
    });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var thread = new Thread[1];
      var putting =
          threads.submit(() -> {
            thread[0] = Thread.currentThread();
            return put("hello");
          });
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      thread[0].interrupt();

      assertThatThrownBy(() -> putting.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedIOException.class);
    }
    hold.countDown();
  }

  @Test
  void reading_goes_on_where_the_connection_broke() throws Exception {
    given((n, request) -> {
      if (n == 1) {
        PretendedStore.content(request, 10, "hello", Map.of());
      } else {
        assertThat(request.getRequestHeaders().getFirst("Range")).isEqualTo("bytes=5-");
        assertThat(request.getRequestHeaders().getFirst("If-Match")).contains("abc");
        PretendedStore.content(request, "world", Map.of("Content-Range", "bytes 5-9/10"));
      }
    });

    assertThat(read()).isEqualTo("helloworld");
    assertThat(store.requests()).hasSize(2);
  }

  @Test
  void a_body_that_always_breaks_off_is_an_error_and_never_the_end() throws Exception {
    given((n, request) ->
        PretendedStore.content(
            request,
            n == 1 ? 10 : 5,
            n == 1 ? "hello" : "",
            n == 1 ? Map.of() : Map.of("Content-Range", "bytes 5-9/10")));

    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("byte 5 of 10");
    assertThat(store.requests()).hasSize(4);
  }

  @Test
  void bytes_that_are_not_the_stored_ones_are_an_error() throws Exception {
    given((n, request) ->
        PretendedStore.content(request, "hell0", Map.of("x-amz-meta-sha256", "2cf24dba5f")));

    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SHA-256 differs");
  }

  @Test
  void as_many_requests_run_at_once_as_the_limit_says() throws Exception {
    int atOnce = S3Limits.DEFAULTS.work();
    var together = new CountDownLatch(atOnce);
    given((n, request) -> {
      together.countDown();
      if (together.await(10, TimeUnit.SECONDS)) {
        PretendedStore.content(request, "hello", Map.of());
      }
    });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < atOnce; i++) {
        var _ = threads.submit(() -> objects.head(KEY));
      }
    }

    assertThat(together.getCount()).isZero();
  }

  private void given(Script script) {
    store.answers(script);
  }

  private void given(S3Limits limits, Script script) {
    objects.close();
    objects = S3Objects.open(store.settings().limits(limits));
    store.answers(script);
  }

  private StoredObject put(String text) throws IOException {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return objects.put(KEY, bytes, ONCE);
  }

  private String read() throws IOException {
    try (var content = objects.open(KEY, ByteRange.ALL)) {
      return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
