package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.embedded.WorkTable.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteDataSource;

/// What the statements of the queue take, counted in steps of SQLite's machine. A plan that seeks
/// can still walk through all that waits in one place.
final class WorkTableDepthTest {
  private static final int FEW = 100;
  private static final int MANY = 10_000;
  private static final int STEPS = 10;
  private static final String POOL = "pool";

  private final WorkTable table = new WorkTable(new Tally());
  private final AtomicInteger tens = new AtomicInteger();
  private Connection connection;
  private Session session;

  @BeforeEach
  void open() throws Exception {
    var source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite::memory:");
    connection = source.getConnection();
    session = new Session(connection);
    Schema.prepare(session, "memory");
    ProgressHandler.setHandler(connection, STEPS, counter());
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void to_take_a_message_costs_the_same_while_few_and_many_wait() throws Exception {
    assertThat(stepsOf(MANY, this::pull)).isLessThan(2 * stepsOf(FEW, this::pull));
  }

  @Test
  void to_find_the_oldest_costs_the_same_while_few_and_many_wait() throws Exception {
    assertThat(stepsOf(MANY, this::oldest)).isLessThan(2 * stepsOf(FEW, this::oldest));
  }

  private interface Asked {
    void ask() throws SQLException;
  }

  private int stepsOf(int waiting, Asked question) throws SQLException {
    session.update("DELETE FROM work");
    for (int n = 0; n < waiting; n++) {
      table.insert(session, row(n), n);
    }
    tens.set(0);
    question.ask();
    return tens.get() * STEPS;
  }

  private void pull() throws SQLException {
    table.expire(session, POOL, 1);
    for (var place : table.places(session, POOL)) {
      assertThat(table.take(session, POOL, place, 1)).isPresent();
    }
    assertThat(table.nextReturn(session, POOL)).hasValue(1);
  }

  private void oldest() throws SQLException {
    assertThat(table.oldest(session, POOL).waiting()).isZero();
  }

  /// Two places, and two tenants in each.
  private static Row row(int n) {
    return new Row("job-" + n, POOL, n % 2, n % 2, "tenant-" + n % 4, 1, new byte[] {1});
  }

  private ProgressHandler counter() {
    return new ProgressHandler() {
      @Override
      protected int progress() {
        tens.incrementAndGet();
        return 0;
      }
    };
  }
}
