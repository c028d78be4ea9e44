package dev.vifte.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes last what was written. Whoever comes alone forces its own files; when many come at the
/// same time, one call for the whole file system does the work of all, where there is such a call.
/// Safe for use by many threads.
final class Disk implements AutoCloseable {
  /// So many at the same time cost more, each with its own, than one call for all.
  private static final int MANY = 6;

  private final boolean durable;
  private final Optional<? extends Whole> whole;
  private final AtomicInteger here = new AtomicInteger();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("vifte-disk").daemon().factory());

  /// Those who came since the last call began.
  private Optional<CompletableFuture<Boolean>> next = Optional.empty();

  /// One call for a whole file system.
  interface Whole extends AutoCloseable {
    /// Returns when all that was written before is on the disk.
    void sync() throws IOException;

    @Override
    void close();
  }

  Disk(boolean durable, Optional<? extends Whole> whole) {
    this.durable = durable;
    this.whole = whole;
  }

  /// The disk under a folder that is there.
  static Disk under(Path folder) {
    return new Disk(true, SyncFs.of(folder));
  }

  /// Where nothing has to last.
  static Disk ofMemory() {
    return new Disk(false, Optional.empty());
  }

  /// What one caller would force by itself.
  @FunctionalInterface
  interface Own {
    void force() throws IOException;
  }

  /// Returns when all that `own` would force is on the disk.
  void settle(Own own) throws IOException {
    if (!durable) {
      return;
    }
    try {
      if (here.incrementAndGet() >= MANY && whole.isPresent()) {
        await(join(whole.get()));
      } else {
        own.force();
      }
    } finally {
      here.decrementAndGet();
    }
  }

  /// Forces a folder by itself.
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException e) {
      // removed meanwhile, and with it what was to last
    }
  }

  /// A call that begins from now on serves whoever is here now.
  private synchronized CompletableFuture<Boolean> join(Whole disk) {
    if (next.isEmpty()) {
      next = Optional.of(new CompletableFuture<>());
      thread.execute(() -> run(disk));
    }
    return next.get();
  }

  private synchronized CompletableFuture<Boolean> take() {
    CompletableFuture<Boolean> group = next.orElseThrow();
    next = Optional.empty();
    return group;
  }

  private void run(Whole disk) {
    CompletableFuture<Boolean> group = take();
    try {
      disk.sync();
      group.complete(true);
    } catch (IOException | RuntimeException e) {
      group.completeExceptionally(e);
    }
  }

  private static void await(CompletableFuture<Boolean> group) throws IOException {
    try {
      group.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the disk took what was written");
    } catch (ExecutionException e) {
      throw new IOException("the disk failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    whole.ifPresent(disk -> thread.execute(disk::close));
    thread.shutdown();
  }
}
