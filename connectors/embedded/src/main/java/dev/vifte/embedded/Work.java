package dev.vifte.embedded;

import java.io.IOException;
import java.sql.SQLException;

/// Something to do on a connection. It may run a second time after a rollback, so it changes
/// nothing but the database.
@FunctionalInterface
interface Work<T> {
  T run(Session session) throws SQLException, IOException;
}
