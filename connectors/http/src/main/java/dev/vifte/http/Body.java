package dev.vifte.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;

/// The body of one request, read once and in constant memory. A body that nobody reads to its end
/// is read away for a while, so that the caller hears the answer instead of a broken connection.
final class Body {
  private static final int SMALL = 64 << 10;
  private static final Duration SMALL_WAIT = Duration.ofSeconds(10);

  private final HttpRequest request;
  private final Forms forms;
  private final Executor threads;
  private final Duration idle;
  private final AtomicBoolean taken = new AtomicBoolean();

  Body(HttpRequest request, Forms forms, Executor threads, Duration idle) {
    this.request = request;
    this.forms = forms;
    this.threads = threads;
    this.idle = idle;
  }

  /// Bytes, where the caller has said how many.
  OptionalLong length() {
    return request.entity().getContentLengthOption();
  }

  boolean isForm() {
    return request.entity().getContentType().mediaType().isMultipart();
  }

  /// The bytes as they come. Close it: what is left is read away in the background.
  InputStream stream() {
    taken.set(true);
    return open(request.entity().withoutSizeLimit().getDataBytes());
  }

  /// The one file of a form. Close its stream.
  ///
  /// @param limit bytes of the whole form
  FormFile file(long limit) throws IOException {
    taken.set(true);
    HttpEntity entity = request.entity().withSizeLimit(limit);
    var name = new CompletableFuture<String>();
    InputStream bytes = open(FormFile.bytes(entity, forms, name));
    try {
      return new FormFile(name.get(idle.toMillis(), TimeUnit.MILLISECONDS), bytes);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      bytes.close();
      throw BodyStream.broken(e);
    }
  }

  /// A body of at most 64 KiB.
  byte[] small() throws IOException {
    if (length().orElse(0) > SMALL) {
      throw ProblemKind.TOO_LARGE.refuse(
          "the body is larger than the %d bytes that are taken here".formatted(SMALL));
    }
    taken.set(true);
    try {
      return request
          .entity()
          .withSizeLimit(SMALL)
          .toStrict(SMALL_WAIT.toMillis(), forms.materializer())
          .toCompletableFuture()
          .get()
          .getData()
          .toArray();
    } catch (InterruptedException | ExecutionException e) {
      throw BodyStream.broken(e);
    }
  }

  /// Nobody will read it any more. A caller that waits for `100 Continue` sends nothing, so there
  /// is nothing to read away.
  void leave() {
    boolean waits = request.getHeader("Expect").isPresent();
    if (taken.compareAndSet(false, true) && !waits && !request.entity().isKnownEmpty()) {
      new BodyStream(in(request.entity().withoutSizeLimit().getDataBytes()), threads).close();
    }
  }

  private InputStream open(Source<ByteString, ?> bytes) {
    return new BodyStream(in(bytes), threads);
  }

  private InputStream in(Source<ByteString, ?> bytes) {
    return bytes.runWith(
        StreamConverters.asInputStream(idle).withAttributes(Attributes.inputBuffer(4, 8)),
        forms.materializer());
  }
}
