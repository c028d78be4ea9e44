package dev.vifte.embedded;

import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;

/// The folder of a store from outside: what a backup reads while another process works in it, and
/// what a restore puts there while none does. Safe for use by many threads.
public final class EmbeddedCopy {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Path folder;
  private final FolderReading objects;

  private EmbeddedCopy(Path folder) {
    this.folder = folder;
    this.objects = new FolderReading(new KeyPaths(folder.resolve("objects")));
  }

  public static EmbeddedCopy of(Path folder) {
    return new EmbeddedCopy(folder);
  }

  /// Whether there is a state.
  public boolean hasState() {
    return Files.isRegularFile(database());
  }

  /// About what a copy of the state takes.
  public long stateBytes() throws IOException {
    Path log = folder.resolve("state.db-wal");
    return Files.size(database()) + (Files.exists(log) ? Files.size(log) : 0);
  }

  /// Copies the state as it is at one moment of this call: one read transaction, which holds up no
  /// writer. The copy is a database of its own, checked, without what was deleted.
  ///
  /// @param to a file that is not there
  public void copyState(Path to) throws IOException {
    try (var from = connect(database());
        var copy = from.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, to.toString());
      copy.execute();
      check(to);
    } catch (SQLException e) {
      throw new Failures(folder.toString()).translate(e);
    }
  }

  private static void check(Path copy) throws SQLException, IOException {
    try (var database = connect(copy);
        var asked = database.createStatement();
        var answer = asked.executeQuery("PRAGMA quick_check")) {
      if (!answer.next() || !"ok".equals(answer.getString(1))) {
        throw new IOException("the copy %s of the database is not sound".formatted(copy));
      }
    }
  }

  /// Refuses a folder that a process works in.
  public void requireIdle() throws IOException {
    Home.claim(folder).close();
  }

  /// Puts a state in the place of any that is there; the folder is made when it is missing.
  ///
  /// @throws IOException also when a process works in the folder
  public void placeState(InputStream state) throws IOException {
    try (Home home = Home.claim(folder)) {
      Path fresh = folder.resolve("state.db.new");
      Files.copy(state, fresh, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.deleteIfExists(folder.resolve("state.db-wal"));
      Files.deleteIfExists(folder.resolve("state.db-shm"));
      Files.move(fresh, home.database(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// As [dev.vifte.object.ObjectStore#list] says.
  public Stream<ObjectInfo> list(ObjectPrefix under) {
    return objects.list(under);
  }

  /// All of an object.
  ///
  /// @throws dev.vifte.object.ObjectNotFoundException when the key holds none
  public ObjectContent open(ObjectKey key) throws IOException {
    return objects.open(key, ByteRange.ALL);
  }

  /// What stands beside an object.
  public Optional<String> note(ObjectKey key) throws IOException {
    return objects.note(key);
  }

  private Path database() {
    return folder.resolve("state.db");
  }

  private static Connection connect(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MILLIS);
    return config.createConnection("jdbc:sqlite:" + file.toUri());
  }
}
