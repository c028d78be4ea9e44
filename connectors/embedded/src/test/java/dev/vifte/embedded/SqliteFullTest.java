package dev.vifte.embedded;

import static dev.vifte.testkit.Fixtures.POOL;
import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.object.StoreFullException;
import dev.vifte.queue.Receipt;
import dev.vifte.queue.WorkQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that may not grow, which SQLite reports as it does a full disk.
final class SqliteFullTest {
  @TempDir Path folder;
  private Database database;
  private WorkQueue queue;

  @BeforeEach
  void open() throws IOException {
    var tally = new Tally();
    Home home = Home.claim(folder);
    database = Database.open(Optional.of(home.database()), tally, new Failures(folder.toString()));
    queue = SqliteQueue.open(new Shared(database, home), tally, EmbeddedSettings.in(folder));
  }

  @AfterEach
  void close() throws IOException {
    database.close();
  }

  @Test
  void a_full_disk_refuses_the_write_and_says_what_to_do() throws Exception {
    mayHavePages(40);

    assertThatThrownBy(() -> publishFrom(0, 1000))
        .isInstanceOf(StoreFullException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("Free space");
  }

  @Test
  void what_was_written_before_the_disk_was_full_stays_and_the_rest_follows_when_there_is_room()
      throws Exception {
    mayHavePages(40);
    var receipts = new ConcurrentLinkedQueue<Receipt>();
    var refused = new ConcurrentLinkedQueue<Integer>();
    publishAtOnce(400, receipts, refused);
    assertThat(receipts).isNotEmpty();
    assertThat(refused).isNotEmpty();
    assertThat(queue.backlog(POOL).waiting()).isEqualTo(receipts.size());

    mayHavePages(100_000);
    for (int n : refused) {
      receipts.addAll(queue.publish(List.of(message(n))));
    }

    assertThat(queue.backlog(POOL).waiting()).isEqualTo(400);
    for (Receipt each : receipts) {
      assertThat(queue.holds(each)).isTrue();
    }
  }

  private void publishAtOnce(
      int count, ConcurrentLinkedQueue<Receipt> receipts, ConcurrentLinkedQueue<Integer> refused) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < count; n++) {
        int number = n;
        threads.execute(() -> {
          try {
            receipts.addAll(queue.publish(List.of(message(number))));
          } catch (IOException full) {
            refused.add(number);
          }
        });
      }
    }
  }

  private void publishFrom(int from, int to) throws IOException {
    for (int n = from; n < to; n++) {
      queue.publish(List.of(message(n)));
    }
  }

  private void mayHavePages(int count) throws IOException {
    Calls.await(
        database.write(
            session -> session.query("PRAGMA max_page_count = " + count, row -> row.getLong(1))));
  }
}
