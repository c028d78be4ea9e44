package dev.vifte.nats;

import java.util.concurrent.atomic.AtomicInteger;

/// A fresh space for each test, so that tests share a server and never meet.
final class Spaces {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Spaces() {}

  static String fresh() {
    return "test-" + NEXT.incrementAndGet();
  }
}
