package dev.vifte.testkit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/// Gives its first bytes, says so, and gives the rest only when it may go on.
final class Gate extends FilterInputStream {
  private final CountDownLatch halfWay;
  private final CountDownLatch goOn;
  private boolean passed;

  Gate(InputStream bytes, CountDownLatch halfWay, CountDownLatch goOn) {
    super(bytes);
    this.halfWay = halfWay;
    this.goOn = goOn;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (!passed) {
      passed = true;
      return super.read(into, offset, Math.min(length, 1000));
    }
    halfWay.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
    return super.read(into, offset, length);
  }
}
