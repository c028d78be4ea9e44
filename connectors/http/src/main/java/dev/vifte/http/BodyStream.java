package dev.vifte.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;

/// Bytes of a request. Failures while reading are the uploader's and say so; closing reads the rest
/// away in the background, within limits, so that the answer can be heard. Used by one thread.
final class BodyStream extends FilterInputStream {
  private static final long POLITE_BYTES = 64L << 20;
  private static final Duration POLITE_TIME = Duration.ofSeconds(10);
  private static final int BUFFER = 64 << 10;

  private final Executor threads;
  private boolean ended;

  BodyStream(InputStream in, Executor threads) {
    super(in);
    this.threads = threads;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int some = in.read(target, offset, length);
      ended |= some < 0;
      return some;
    } catch (IOException e) {
      ended = true;
      throw broken(e);
    }
  }

  @Override
  public void close() {
    if (ended) {
      leave();
    } else {
      ended = true;
      threads.execute(this::readAway);
    }
  }

  private void readAway() {
    long until = System.nanoTime() + POLITE_TIME.toNanos();
    byte[] buffer = new byte[BUFFER];
    long left = POLITE_BYTES;
    try {
      int some = 0;
      while (some >= 0 && left > 0 && System.nanoTime() < until) {
        some = in.read(buffer);
        left -= some;
      }
    } catch (IOException _) {
      // the caller has gone; there is nobody to be polite to
    } finally {
      leave();
    }
  }

  private void leave() {
    try {
      in.close();
    } catch (IOException _) {
      // it was broken already, and its reader has been told
    }
  }

  /// What to tell about a failure on the caller's side.
  static BodyBroken broken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyBroken known) {
        return known;
      }
      if (cause instanceof EntityStreamSizeException size) {
        return new BodyBroken(tooLarge(size), failure);
      }
      if (cause instanceof TimeoutException) {
        return new BodyBroken(
            ProblemKind.MALFORMED.because("no byte came for too long; send the request again"),
            failure);
      }
    }
    return new BodyBroken(
        ProblemKind.MALFORMED.because(
            "the body broke off or is not what its headers say; send the request again"),
        failure);
  }

  private static Problem tooLarge(EntityStreamSizeException size) {
    return ProblemKind.TOO_LARGE.because(
        "the body is larger than the %d bytes that are taken here".formatted(size.limit()));
  }
}
