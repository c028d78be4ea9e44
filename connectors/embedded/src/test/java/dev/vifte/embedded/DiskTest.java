package dev.vifte.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DiskTest {
  private static final int MANY = 64;

  private final AtomicInteger own = new AtomicInteger();
  private final AtomicInteger together = new AtomicInteger();
  private final CountDownLatch allAreHere = new CountDownLatch(1);

  @TempDir Path folder;

  @Test
  void many_at_once_share_a_call() throws Exception {
    try (var disk = new Disk(true, Optional.of(whole(() -> {})))) {
      for (Future<?> each : many(disk)) {
        each.get(10, SECONDS);
      }
    }

    assertThat(own).hasValueLessThan(6);
    assertThat(together.get()).isBetween(1, 2);
  }

  @Test
  void everybody_hears_that_the_shared_call_failed() throws Exception {
    Failing failing =
        () -> {
          throw new IOException("the disk is broken");
        };
    int failed = 0;
    try (var disk = new Disk(true, Optional.of(whole(failing)))) {
      for (Future<?> each : many(disk)) {
        failed += fails(each) ? 1 : 0;
      }
    }

    assertThat(failed + own.get()).isEqualTo(MANY);
  }

  @Test
  void one_alone_forces_its_own() throws Exception {
    allAreHere.countDown();
    try (var disk = new Disk(true, Optional.of(whole(() -> {})))) {
      disk.settle(own::incrementAndGet);
    }

    assertThat(own).hasValue(1);
    assertThat(together).hasValue(0);
  }

  @Test
  void where_there_is_no_such_call_each_forces_its_own() throws Exception {
    try (var disk = new Disk(true, Optional.empty())) {
      for (Future<?> each : many(disk)) {
        each.get(10, SECONDS);
      }
    }

    assertThat(own).hasValue(MANY);
  }

  @Test
  void the_call_of_this_system_can_be_made_where_it_is_offered() throws Exception {
    Optional<SyncFs> offered = SyncFs.of(folder);

    if (offered.isPresent()) {
      offered.get().sync();
      offered.get().close();
    }

    assertThat(SyncFs.of(folder.resolve("nothing"))).isEmpty();
  }

  @Test
  void a_linux_that_does_not_tell_of_failures_is_not_relied_on() {
    assertThat(List.of("5.8.0", "5.15.0-generic", "6.18.44-cloud", "10.0")).allMatch(SyncFs::tells);
    assertThat(List.of("5.7.19", "4.19.0-21-amd64", "", "unknown")).noneMatch(SyncFs::tells);
  }

  @FunctionalInterface
  private interface Failing {
    void run() throws IOException;
  }

  /// Those who come, all of them before the first is done.
  private List<FutureTask<Boolean>> many(Disk disk) {
    var all = new ArrayList<FutureTask<Boolean>>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < MANY; i++) {
      var one =
          new FutureTask<>(() -> {
            disk.settle(this::force);
            return true;
          });
      all.add(one);
      threads.add(Thread.ofVirtual().start(one));
    }
    while (!threads.stream().allMatch(each -> each.getState() == Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    allAreHere.countDown();
    return all;
  }

  private void force() throws IOException {
    awaitAll();
    own.incrementAndGet();
  }

  private Disk.Whole whole(Failing how) {
    return new Disk.Whole() {
      @Override
      public void sync() throws IOException {
        awaitAll();
        together.incrementAndGet();
        how.run();
      }

      @Override
      public void close() {}
    };
  }

  private void awaitAll() throws IOException {
    try {
      allAreHere.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static boolean fails(Future<?> one) throws Exception {
    try {
      one.get(10, SECONDS);
      return false;
    } catch (ExecutionException e) {
      assertThat(e).hasMessageContaining("the disk is broken");
      return true;
    }
  }
}
