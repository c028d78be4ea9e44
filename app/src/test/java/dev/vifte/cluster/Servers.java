package dev.vifte.cluster;

import dev.vifte.Backend;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsSettings;
import dev.vifte.nats.NatsState;
import dev.vifte.s3.S3Credentials;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// Fresh backends on servers that tests share: each has a bucket and a space of its own.
final class Servers {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Servers() {}

  /// Queue, jobs and events on NATS, objects in S3.
  static Backend on(String nats, int replicas, S3Server s3) throws IOException {
    NatsState state =
        Nats.open(
            NatsSettings.of(nats)
                .withReplicas(replicas)
                .withMaxWorkBytes(16 << 20)
                .withSpace("test-" + NEXT.incrementAndGet()));
    return new Backend(objects(s3), state.queue(), state.jobs(), state.events());
  }

  /// Objects in S3, everything else in memory.
  static Backend on(S3Server s3) throws IOException {
    Backend own = Embedded.open(EmbeddedSettings.inMemory());
    own.objects().close();
    return new Backend(objects(s3), own.queue(), own.jobs(), own.events());
  }

  private static S3Objects objects(S3Server server) throws IOException {
    String url = "s3:%s/engine-%d".formatted(server.endpoint(), NEXT.incrementAndGet());
    S3Objects objects =
        S3Objects.open(
            S3Settings.of(url)
                .credentials(S3Credentials.of(server.accessKey(), server.secretKey())));
    boolean _ = objects.ensureBucket();
    return objects;
  }
}
