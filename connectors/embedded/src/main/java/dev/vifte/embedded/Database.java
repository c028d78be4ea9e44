package dev.vifte.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The connections and their threads. SQLite is called through JNI, which would pin the carrier of
/// a virtual thread; so its calls have platform threads of their own, and callers wait on futures.
/// Safe for use by many threads.
final class Database implements AutoCloseable {
  private static final int READERS = 2;
  private static final int CACHE_KIB = 16 * 1024;
  private static final int CHECKPOINT_PAGES = 4096;

  private final Mailbox writes;
  private final Mailbox reads;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final Optional<Path> file;
  private final Failures failures;

  private Database(Optional<Path> file, Failures failures) {
    this.file = file;
    this.failures = failures;
    writes = new Mailbox();
    reads = file.isPresent() ? new Mailbox() : writes;
  }

  /// Opens the database of a file, or a private one in memory.
  static Database open(Optional<Path> file, Ledger ledger, Failures failures) throws IOException {
    var database = new Database(file, failures);
    try {
      database.start(ledger);
      return database;
    } catch (SQLException e) {
      database.close();
      throw failures.translate(e);
    } catch (IOException e) {
      database.close();
      throw e;
    }
  }

  /// Writes, in one transaction with whatever else waits; completes when it is durable.
  <T> CompletableFuture<T> write(Work<T> work) {
    return writes.submit(work);
  }

  /// Writes some time soon, for one who does not wait: what is written or asked through [#write]
  /// afterwards finds it done.
  <T> CompletableFuture<T> writePatiently(Work<T> work) {
    return writes.submitPatiently(work);
  }

  /// Writes all of a file anew, see [Session#rewrite]; other writes wait meanwhile. The copy lies
  /// beside it for that time.
  CompletableFuture<Integer> rewrite() {
    Path room = file.orElseThrow().toAbsolutePath().resolveSibling("");
    return writes.submitAlone(session -> session.rewrite(room));
  }

  /// Reads what is committed.
  <T> CompletableFuture<T> read(Work<T> query) {
    return reads.submit(query);
  }

  /// Finishes what was handed in, then closes.
  @Override
  public void close() throws IOException {
    writes.close();
    reads.close();
    try {
      for (Thread each : threads) {
        each.join();
      }
      for (Session each : sessions) {
        each.close();
      }
    } catch (SQLException e) {
      throw failures.translate(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(Ledger ledger) throws SQLException, IOException {
    String url = "jdbc:sqlite:" + file.map(path -> path.toUri().toString()).orElse(":memory:");
    Session writer = connect(url, writing(), false);
    Schema.prepare(writer, failures.where());
    writer.commit();
    spawn("vifte-sqlite-writer", new Writer(writes, writer, ledger, failures));
    for (int i = 0; file.isPresent() && i < READERS; i++) {
      spawn("vifte-sqlite-reader-" + i, new Reader(reads, connect(url, reading(), true), failures));
    }
  }

  private Session connect(String url, SQLiteConfig config, boolean autoCommit) throws SQLException {
    var source = new SQLiteDataSource(config);
    source.setUrl(url);
    var connection = source.getConnection();
    var session = new Session(connection);
    sessions.add(session);
    session.pragma("wal_autocheckpoint = " + CHECKPOINT_PAGES);
    session.pragma("secure_delete = ON");
    connection.setAutoCommit(autoCommit);
    return session;
  }

  private void spawn(String name, Runnable loop) {
    threads.add(Thread.ofPlatform().name(name).daemon().start(loop));
  }

  private static SQLiteConfig writing() {
    var config = config();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config;
  }

  private static SQLiteConfig reading() {
    return config();
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setCacheSize(-CACHE_KIB);
    config.setBusyTimeout(10_000);
    config.setGetGeneratedKeys(
        false); // else a statement more is prepared and run after each insert
    return config;
  }
}
