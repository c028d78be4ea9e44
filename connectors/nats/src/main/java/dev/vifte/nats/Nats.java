package dev.vifte.nats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nats.client.api.ServerInfo;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

/// Opens the state of an installation on NATS JetStream.
public final class Nats {
  private static final String OLDEST = "2.11.0";

  /// Requests in a row without an answer before a read or write fails: longer than a cluster takes
  /// to find a new leader.
  private static final int PATIENCE = 3;

  private Nats() {}

  /// Connects, and makes the streams that are missing.
  ///
  /// @throws IOException saying what to do: no server answers or lets us in, it is too old or has
  ///   no JetStream, or a stream there is of no use. Waiting for a server is the caller's
  public static NatsState open(NatsSettings settings) throws IOException {
    return open(settings, InstantSource.system());
  }

  /// @param local this machine's clock
  static NatsState open(NatsSettings settings, InstantSource local) throws IOException {
    Link link = Link.open(settings);
    try {
      requireVersion(link.connection().getServerInfo());
      var api = new Api(link, settings.requestTimeout());
      var layout = new Layout(settings);
      new Streams(api).establish(layout);
      var clock = new NatsClock(local, System::nanoTime);
      clock.follow(() -> time(api, layout));
      return new NatsState(
          link, api, layout, clock, settings.requestTimeout().multipliedBy(PATIENCE));
    } catch (IOException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private static void requireVersion(ServerInfo server) throws IOException {
    if (server.isOlderThanVersion(OLDEST)) {
      throw new IOException(
          "nats-server %s is too old: install %s or newer".formatted(server.getVersion(), OLDEST));
    }
  }

  private static Instant time(Api api, Layout layout) throws IOException {
    ObjectNode info = api.call("STREAM.INFO." + layout.work().getName(), new byte[0]);
    return Instant.parse(info.path("ts").asText());
  }
}
