package dev.vifte.erased;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vifte.Backend;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsIngest;
import dev.vifte.nats.NatsSettings;
import dev.vifte.nats.NatsState;
import dev.vifte.s3.S3Credentials;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.ServerProcess;
import io.nats.client.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/// On servers: the folders of both are searched, with their logs. Some of the files come as events
/// that hold them whole.
final class NatsCanaryIT extends CanaryContract {
  private Optional<NatsServer> nats = Optional.empty();
  private Optional<S3Server> minio = Optional.empty();
  private Optional<NatsState> state = Optional.empty();
  private Optional<NatsIngest> ingest = Optional.empty();

  /// Servers of its own for each test: what the control leaves on their disks is there for good.
  @Override
  Backend open() throws Exception {
    nats = Optional.of(NatsServer.start());
    minio = Optional.of(Minio.start());
    S3Server store = minio.get();
    NatsState opened =
        Nats.open(NatsSettings.of(nats.get().url().toString()).withMaxWorkBytes(16 << 20));
    state = Optional.of(opened);
    S3Objects objects =
        S3Objects.open(
            S3Settings.of("s3:%s/canary".formatted(store.endpoint()))
                .credentials(S3Credentials.of(store.accessKey(), store.secretKey())));
    boolean _ = objects.ensureBucket();
    return new Backend(objects, opened.queue(), opened.jobs(), opened.events());
  }

  @Override
  List<Path> folders() {
    return List.of(nats.orElseThrow().process().folder(), minio.orElseThrow().process().folder());
  }

  /// MinIO empties its trash every five minutes, and when it starts: it sets the trash aside then,
  /// and removes it while it already serves.
  @Override
  void settle() throws Exception {
    ServerProcess server = minio.orElseThrow().process();
    server.stop();
    server.startAgain();
    Path aside = server.folder().resolve("data/.minio.sys/tmp-old");
    Probe.eventually("MinIO's trash is empty", () -> !Files.exists(aside));
  }

  /// A table inside an event, and one that no pipeline takes.
  @Override
  void bring(Marks person, Node taking) throws Exception {
    ingest = Optional.of(NatsIngest.start(state.orElseThrow(), taking));
    Connection connection = io.nats.client.Nats.connect(nats.orElseThrow().url().toString());
    try {
      for (String pipeline : List.of("media", "no-such")) {
        byte[] event = event(person, pipeline).getBytes(UTF_8);
        var _ = connection.jetStream().publish("vifte.ingest." + pipeline, event);
      }
    } finally {
      connection.close();
    }
  }

  private static String event(Marks person, String id) {
    String table =
        Base64.getEncoder().encodeToString((person.inText() + ",b\n1,2\n").getBytes(UTF_8));
    var event =
        Json.object()
            .put("specversion", "1.0")
            .put("type", "dev.vifte.upload")
            .put("source", "/canary")
            .put("id", id)
            .put("viftesubject", person.subject());
    event.putObject("data").put("inline", table).put("name", person.inNames() + "-event.csv");
    return event.toString();
  }

  @AfterEach
  void stopTaking() {
    ingest.ifPresent(NatsIngest::close);
  }

  @Override
  void stop() throws IOException {
    if (nats.isPresent()) {
      nats.get().close();
    }
    if (minio.isPresent()) {
      minio.get().close();
    }
  }
}
