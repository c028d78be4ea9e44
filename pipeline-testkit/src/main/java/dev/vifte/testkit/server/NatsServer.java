package dev.vifte.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A running NATS server with JetStream. Closing it ends it and removes what it held.
///
/// @param process to stop, kill, freeze and start it again
public record NatsServer(URI url, ServerProcess process) implements AutoCloseable {
  /// When the server writes through to the disk.
  public enum Sync {
    /// Before it confirms anything: what we ship.
    ALWAYS("sync_interval: always"),
    /// Every two minutes: the server's own default, fast, for tests about something else.
    LAZY("sync_interval: \"2m\"");

    private final String setting;

    Sync(String setting) {
      this.setting = setting;
    }

    String setting() {
      return setting;
    }
  }

  /// A single server that syncs always.
  public static NatsServer start() throws IOException, InterruptedException {
    return start(Sync.ALWAYS, "");
  }

  public static NatsServer start(Sync sync) throws IOException, InterruptedException {
    return start(sync, "");
  }

  /// With more of nats.conf, such as `authorization { … }`.
  public static NatsServer start(Sync sync, String more) throws IOException, InterruptedException {
    return start(FreePort.any(), sync, more);
  }

  /// With its store in an empty folder that is not removed at the end.
  public static NatsServer startOn(Path disk, Sync sync) throws IOException, InterruptedException {
    return start(FreePort.any(), new Place(ServerProcess.freshFolder("nats"), disk), sync, "");
  }

  static NatsServer start(int port, Sync sync, String more)
      throws IOException, InterruptedException {
    Path folder = ServerProcess.freshFolder("nats");
    return start(port, new Place(folder, folder.resolve("data")), sync, more);
  }

  /// @param folder of the process
  /// @param store of what it keeps
  record Place(Path folder, Path store) {}

  static NatsServer start(int port, Place place, Sync sync, String more)
      throws IOException, InterruptedException {
    Path folder = place.folder();
    Path file = folder.resolve("nats.conf");
    Files.writeString(
        file,
        """
        host: 127.0.0.1
        port: %d
        jetstream { store_dir: "%s", %s, max_file_store: 1TB }
        %s
        """
            .formatted(port, place.store(), sync.setting(), more));
    List<String> command = List.of(Binaries.find("nats-server"), "-c", file.toString());
    var launch = new ServerProcess.Launch(folder, command, Map.of(), Ready.accepts(port));
    return new NatsServer(URI.create("nats://127.0.0.1:" + port), ServerProcess.start(launch));
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
