package dev.vifte.loadtest;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A `vifte up` of its own on a fresh store, and a client of it.
final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;
  private final Path store;
  private final HttpClient http = HttpClient.newHttpClient();

  private Server(Process process, int port, Path store) {
    this.process = process;
    this.port = port;
    this.store = store;
  }

  /// Begins to start it; it may not listen yet.
  static Server start(Path scratch, List<String> command) throws IOException {
    Path store = Fresh.folder(scratch);
    int port = freePort();
    var builder = new ProcessBuilder(command);
    builder.command().add("up");
    builder.environment().put("VIFTE_DATA", store.toString());
    builder.environment().put("VIFTE_HTTP_PORT", String.valueOf(port));
    builder.redirectErrorStream(true).redirectOutput(store.resolve("log").toFile());
    return new Server(builder.start(), port, store);
  }

  /// Uploads and waits for the end of the job.
  HttpResponse<String> upload(byte[] bytes) throws IOException, InterruptedException {
    return post(bytes, "wait=30");
  }

  /// Uploads again and again until it is accepted, which the first time says that the server is up.
  void awaitFirstUpload(byte[] bytes) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        if (post(bytes, "respond-async").statusCode() == 202) {
          return;
        }
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
    throw new IllegalStateException("the server accepted nothing within " + PATIENCE);
  }

  private HttpResponse<String> post(byte[] bytes, String prefer)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:%d/v1/pipelines/media/jobs".formatted(port));
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "image/jpeg")
            .header("Prefer", prefer)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(bytes));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    http.close();
    process.destroy();
    try {
      process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      process.destroyForcibly();
    }
    Fresh.remove(store);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// `./vifte` of the sources.
  static List<String> vifte(Path home) {
    return new ArrayList<>(List.of(home.resolve("vifte").toString()));
  }
}
