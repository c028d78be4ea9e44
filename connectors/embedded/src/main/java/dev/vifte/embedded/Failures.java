package dev.vifte.embedded;

import dev.vifte.object.StoreFullException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;

/// Turns what SQLite and the file system throw into what a caller can act on.
///
/// @param where the store lies, for people
record Failures(String where) {
  private static final int PRIMARY = 0xff;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int NOT_A_DATABASE = 26;

  /// SQLite's own errors become [IOException]s; everything else stays what it is.
  Throwable translate(Throwable e) {
    return e instanceof SQLException sql ? translate(sql) : e;
  }

  IOException translate(SQLException e) {
    return switch (e.getErrorCode() & PRIMARY) {
      case FULL -> full(e);
      case CORRUPT, NOT_A_DATABASE ->
          new IOException(
              ("the database in %s is damaged (%s); restore the folder from a backup, or move it"
                      + " away to begin with an empty store")
                  .formatted(where, e.getMessage()),
              e);
      default -> new IOException("the database in %s: %s".formatted(where, e.getMessage()), e);
    };
  }

  /// A full disk becomes a [StoreFullException]; everything else stays what it is.
  IOException translate(IOException e) {
    return saysFull(e) ? full(e) : e;
  }

  private StoreFullException full(Exception e) {
    return new StoreFullException(
        ("no room left in %s; nothing of this write was kept. Free space on its disk, or erase old"
                + " jobs")
            .formatted(where),
        e);
  }

  private static boolean saysFull(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded");
  }
}
