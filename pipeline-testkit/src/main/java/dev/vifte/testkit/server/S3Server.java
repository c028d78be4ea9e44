package dev.vifte.testkit.server;

import java.io.IOException;
import java.net.URI;

/// A running S3 server, whichever it is. Closing it ends it and removes what it held.
///
/// @param process to stop, kill, freeze and start it again
public record S3Server(URI endpoint, String accessKey, String secretKey, ServerProcess process)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    process.close();
  }
}
