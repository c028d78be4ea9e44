package dev.vifte.app.backup;

import dev.vifte.nats.NatsCopy;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The state on NATS JetStream.
final class StreamCopies implements StateCopies {
  private static final int TRIES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final NatsCopy nats;

  StreamCopies(NatsCopy nats) {
    this.nats = nats;
  }

  @Override
  public String kind() {
    return "jetstream";
  }

  @Override
  public long bytes() throws IOException {
    long bytes = 0;
    for (String stream : nats.streams()) {
      NatsCopy.Held held =
          nats.find(stream)
              .orElseThrow(() ->
                  new IOException(
                      ("there is no stream %s; name the configuration of the installation"
                              + " (--config, VIFTE_NATS_SPACE)")
                          .formatted(stream)));
      bytes += held.bytes();
    }
    return bytes;
  }

  @Override
  public void copy(SetWriter to) throws IOException {
    for (String stream : nats.streams()) {
      Path scratch = to.scratch(stream);
      try {
        byte[] made = copy(stream, scratch);
        to.part(head(stream), new ByteArrayInputStream(made));
        to.part(body(stream), scratch);
      } finally {
        Files.deleteIfExists(scratch);
      }
    }
  }

  /// A snapshot breaks off while one of several servers is still making a consumer: that passes.
  private byte[] copy(String stream, Path to) throws IOException {
    for (int tries = 1; true; tries++) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
        return nats.copy(stream, out);
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  @Override
  public Optional<String> occupant() throws IOException {
    for (String stream : nats.streams()) {
      Optional<NatsCopy.Held> held = nats.find(stream);
      if (held.isPresent() && held.get().messages() > 0) {
        return Optional.of(
            "the stream %s with %d messages".formatted(stream, held.get().messages()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void requireIdle() throws IOException {
    for (String stream : nats.streams()) {
      if (nats.find(stream).isPresent() && nats.listeners(stream) > 0) {
        throw new IOException(
            "nodes take messages from %s; stop all nodes first".formatted(stream));
      }
    }
  }

  @Override
  public void restore(SetReader from) throws IOException {
    for (String stream : nats.streams()) {
      if (!from.has(head(stream))) {
        throw new IOException(
            "the backup holds no stream %s; it is of another space (nats.space)".formatted(stream));
      }
    }
    for (String stream : nats.streams()) {
      nats.remove(stream);
      try (InputStream head = from.open(head(stream));
          InputStream body = from.open(body(stream))) {
        nats.restore(stream, head.readAllBytes(), body);
      }
    }
  }

  private static String head(String stream) {
    return "state/%s.json".formatted(stream);
  }

  private static String body(String stream) {
    return "state/%s.snapshot".formatted(stream);
  }

  @Override
  public void close() {
    nats.close();
  }
}
