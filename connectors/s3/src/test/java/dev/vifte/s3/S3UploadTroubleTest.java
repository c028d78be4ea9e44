package dev.vifte.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoreFullException;
import dev.vifte.object.StoredObject;
import dev.vifte.testkit.Trickle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Trouble in the middle of a large object.
final class S3UploadTroubleTest {
  private static final ObjectKey KEY = new ObjectKey("a/b");
  private static final PutOptions ONCE = PutOptions.once(new MediaType("text/plain"));
  private static final PutOptions REPLACING = PutOptions.replacing(ONCE.type());

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
  void a_store_that_fills_up_under_a_large_object_is_told_apart_and_nothing_stays()
      throws Exception {
    store.answers((n, request) -> {
      switch (request.getRequestMethod()) {
        case "HEAD" -> PretendedStore.answer(request, 404, Map.of(), "");
        case "POST" -> begun(request);
        case "PUT" -> PretendedStore.error(request, 500, "InsufficientStorage");
        default -> PretendedStore.answer(request, 204, Map.of(), "");
      }
    });

    assertThatThrownBy(() -> objects.put(KEY, Trickle.of(9 << 20), ONCE))
        .isInstanceOf(StoreFullException.class);
    assertThat(store.requests().getLast()).isEqualTo("DELETE /bucket/a/b?uploadId=up");
  }

  @Test
  void a_lost_answer_to_the_end_of_an_upload_is_found_out() throws Exception {
    store.answers((n, request) -> completedButLost(request, PretendedStore.etagOfParts(2)));

    StoredObject stored = objects.put(KEY, Trickle.of(9 << 20), REPLACING);

    assertThat(stored.etag()).isEqualTo(PretendedStore.etagOfParts(2));
    assertThat(stored.size()).isEqualTo(9 << 20);
  }

  @Test
  void another_object_is_not_taken_for_the_one_whose_upload_is_gone() throws Exception {
    store.answers((n, request) -> completedButLost(request, PretendedStore.etagOfParts(3)));

    assertThatThrownBy(() -> objects.put(KEY, Trickle.of(9 << 20), REPLACING))
        .hasMessageContaining("NoSuchUpload");
  }

  @Test
  void parts_that_hang_keep_nothing_else_waiting() throws Exception {
    var hanging = new CountDownLatch(1);
    var hold = new CountDownLatch(1);
    var time = Duration.ofSeconds(20);
    objects.close();
    objects = S3Objects.open(store.settings().limits(new S3Limits(1, 1, time, time, time)));
    store.answers((n, request) -> {
      switch (request.getRequestMethod()) {
        case "POST" -> begun(request);
        case "PUT" -> {
          hanging.countDown();
          hold.await();
        }
        default -> PretendedStore.content(request, "hello", Map.of());
      }
    });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var putting = threads.submit(() -> objects.put(KEY, Trickle.of(9 << 20), REPLACING));
      assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(read()).isEqualTo("hello");
      putting.cancel(true);
      hold.countDown();
    }
  }

  private String read() throws IOException {
    try (var content = objects.open(KEY, ByteRange.ALL)) {
      return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void begun(HttpExchange request) throws IOException {
    PretendedStore.answer(
        request,
        200,
        Map.of("Content-Type", "application/xml"),
        "<InitiateMultipartUploadResult><Bucket>bucket</Bucket><Key>a/b</Key>"
            + "<UploadId>up</UploadId></InitiateMultipartUploadResult>");
  }

  /// Whoever completes the upload hears that it is over; then an object with that etag is there.
  private static void completedButLost(HttpExchange request, String etag) throws IOException {
    String query = String.valueOf(request.getRequestURI().getQuery());
    switch (request.getRequestMethod()) {
      case "HEAD" -> PretendedStore.content(request, "x", Map.of("ETag", etag));
      case "POST" -> {
        if (query.startsWith("uploads")) {
          begun(request);
        } else {
          PretendedStore.error(request, 404, "NoSuchUpload");
        }
      }
      default -> PretendedStore.stored(request);
    }
  }
}
