package dev.vifte.embedded;

import java.nio.file.Path;
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

/// One connection and its prepared statements, each prepared once. Used by one thread.
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  /// Reads one row.
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /// Runs a statement; returns how many rows it changed. An empty [Optional] binds NULL.
  int update(String sql, Object... values) throws SQLException {
    return with(sql, values, PreparedStatement::executeUpdate);
  }

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

  <T> Optional<T> first(String sql, RowReader<T> reader, Object... values) throws SQLException {
    return with(
        sql,
        values,
        statement -> {
          try (ResultSet found = statement.executeQuery()) {
            return found.next() ? Optional.of(reader.read(found)) : Optional.empty();
          }
        });
  }

  void pragma(String setting) throws SQLException {
    execute("PRAGMA " + setting);
  }

  /// Writes the whole file anew, outside of any transaction. What was deleted is overwritten at
  /// once, but of a row that SQLite moved from page to page before that, the bytes it left behind
  /// are not.
  ///
  /// @param room a folder for the copy that is made meanwhile: the system's own for temporary files
  ///   may be small, and on another disk
  int rewrite(Path room) throws SQLException {
    connection.setAutoCommit(true);
    try {
      pragma("temp_store = FILE"); // it may be large
      pragma("temp_store_directory = '%s'".formatted(room.toString().replace("'", "''")));
      execute("VACUUM");
    } finally {
      goOn();
    }
    return 0;
  }

  private void goOn() throws SQLException {
    try {
      pragma("temp_store = MEMORY");
    } finally {
      connection.setAutoCommit(false);
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  /// Undoes the transaction and begins the next. SQLite may have undone it by itself, as on a full
  /// disk: then there is nothing to undo, and the driver does not begin the next.
  void rollback() {
    try {
      connection.rollback();
    } catch (SQLException undoneAlready) {
      begin();
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement each : prepared.values()) {
      each.close();
    }
    connection.close();
  }

  private void begin() {
    try {
      execute("BEGIN");
    } catch (SQLException e) {
      throw new IllegalStateException("the database begins no transaction: " + e.getMessage(), e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private <T> T with(String sql, Object[] values, Use<T> use) throws SQLException {
    PreparedStatement statement = prepared(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        bind(statement, i + 1, values[i]);
      }
      return use.of(statement);
    } catch (SQLException e) {
      // the driver has finalized a statement that failed: it cannot run again
      prepared.remove(sql);
      throw e;
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    var statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
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
}
