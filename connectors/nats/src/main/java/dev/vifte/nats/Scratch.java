package dev.vifte.nats;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.sqlite.SQLiteDataSource;

/// A SQLite database of what can be had again from the server: in a temporary file that goes with
/// the process, however that ends, and that nobody else can open. Everything runs on one thread of
/// its own, since the driver pins a carrier of virtual threads. Safe for use by many threads.
final class Scratch implements AutoCloseable {
  private static final int CACHE_KIB = 8 * 1024;

  private final ExecutorService thread;
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private Scratch(String name, Connection connection) {
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
    this.connection = connection;
  }

  /// Something to do on the database, all of it or nothing.
  @FunctionalInterface
  interface Work<T> {
    T run(Scratch scratch) throws SQLException;
  }

  /// Reads one row.
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /// A new, empty database with these tables.
  static Scratch with(String name, List<String> tables) throws IOException {
    try {
      var source = new SQLiteDataSource();
      // without a name SQLite makes a file that has none: it spills to it what its cache cannot
      // hold
      source.setUrl("jdbc:sqlite:");
      var scratch = new Scratch(name, source.getConnection());
      scratch.prepare(tables);
      return scratch;
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  /// Runs work in a transaction of its own.
  <T> CompletableFuture<T> start(Work<T> work) {
    try {
      return CompletableFuture.supplyAsync(() -> transact(work), thread);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new IOException("the connection to NATS is closed", e));
    }
  }

  /// Runs work in a transaction of its own and waits for it.
  <T> T run(Work<T> work) throws IOException {
    try {
      return start(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a listing was read");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  /// Only within [Work]. An empty [Optional] binds NULL.
  int update(String sql, Object... values) throws SQLException {
    return with(sql, values, PreparedStatement::executeUpdate);
  }

  /// Only within [Work].
  <T> List<T> query(String sql, RowReader<T> reader, Object... values) throws SQLException {
    return with(
        sql,
        values,
        statement -> {
          var rows = new ArrayList<T>();
          try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
              rows.add(reader.read(found));
            }
          }
          return rows;
        });
  }

  @Override
  public void close() {
    var _ = CompletableFuture.runAsync(this::disconnect, thread);
    thread.shutdown();
  }

  private void prepare(List<String> tables) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA cache_size = -" + CACHE_KIB);
      statement.execute("PRAGMA journal_mode = MEMORY");
      for (String table : tables) {
        statement.execute(table);
      }
    }
    connection.setAutoCommit(false);
  }

  private <T> T transact(Work<T> work) {
    try {
      T result = work.run(this);
      connection.commit();
      return result;
    } catch (SQLException e) {
      rollback();
      throw new CompletionException(translated(e));
    } catch (RuntimeException e) {
      rollback();
      throw e;
    }
  }

  private void rollback() {
    // the driver has finalized the statement that failed
    prepared.clear();
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new CompletionException(translated(e));
    }
  }

  private void disconnect() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new CompletionException(translated(e));
    }
  }

  private <T> T with(String sql, Object[] values, Use<T> use) throws SQLException {
    var statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
    return use.of(statement);
  }

  private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(at, number);
      case Integer number -> statement.setInt(at, number);
      case byte[] bytes -> statement.setBytes(at, bytes);
      case Optional<?> maybe when maybe.isPresent() -> bind(statement, at, maybe.get());
      case Optional<?> _ -> statement.setNull(at, Types.NULL);
      default -> statement.setString(at, value.toString());
    }
  }

  private static IOException translated(SQLException e) {
    return new IOException(
        "the temporary database of listings: %s; see that the temporary folder has room"
            .formatted(e.getMessage()),
        e);
  }
}
