package dev.vifte.http;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.erase.ErasureSettings;
import dev.vifte.erase.SubjectKey;
import dev.vifte.ingest.Intake;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.testkit.JobProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A node with the pipelines of a test behind a gateway on a free port, in memory.
final class Served implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final ErasureSettings PEOPLE =
      new ErasureSettings(() -> Optional.of(SubjectKey.of(new byte[32])), List.of());

  final JobProbe probe = new JobProbe();
  final Backend backend;
  final Node node;
  final Gateway gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  private Served(Backend backend, ApiKeys keys, Intake.Limits intake, Pipeline... pipelines)
      throws IOException {
    this.backend = backend;
    Node.Draft draft = Node.on(backend).listening(probe).taking(intake).erasing(PEOPLE);
    for (Pipeline pipeline : pipelines) {
      draft.running(pipeline);
    }
    node = draft.start();
    gateway =
        Gateway.start(
            node, GatewaySettings.DEFAULTS.at("127.0.0.1", 0), keys, () -> "vifte_up 1\n");
  }

  static Served with(Pipeline... pipelines) throws IOException {
    return on(memory(), pipelines);
  }

  static Served on(Backend backend, Pipeline... pipelines) throws IOException {
    return new Served(backend, ApiKeys.none(), Intake.Limits.DEFAULTS, pipelines);
  }

  static Served keyed(ApiKeys keys, Pipeline... pipelines) throws IOException {
    return new Served(memory(), keys, Intake.Limits.DEFAULTS, pipelines);
  }

  static Served taking(Intake.Limits intake, Pipeline... pipelines) throws IOException {
    return new Served(memory(), ApiKeys.none(), intake, pipelines);
  }

  static Backend memory() throws IOException {
    return Embedded.open(EmbeddedSettings.inMemory());
  }

  URI uri(String path) {
    return gateway.uri().resolve(path);
  }

  /// A request to be completed; `headers` are names and values in turn.
  HttpRequest.Builder to(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
    return headers.length == 0 ? request : request.headers(headers);
  }

  Answer send(HttpRequest request) throws IOException, InterruptedException {
    return new Answer(client.send(request, BodyHandlers.ofByteArray()));
  }

  Answer send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return send(to(path, headers).method(method, publisher).build());
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, "", headers);
  }

  Answer upload(String pipeline, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", "/v1/pipelines/" + pipeline + "/jobs", body, headers);
  }

  /// Asks until the answer is as it should be.
  Answer await(String path, Predicate<Answer> good) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = get(path);
    while (!good.test(answer)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(path + " still answers " + answer.text());
      }
      answer = get(path);
    }
    return answer;
  }

  /// Uploads and waits for the end; the answer is the finished job's document.
  Answer finished(String pipeline, String body) throws IOException, InterruptedException {
    return upload(pipeline, body, "Prefer", "wait=30");
  }

  /// A form of parts: `name`, file name (empty for a field), content, in turns.
  Answer form(String pipeline, String... parts) throws IOException, InterruptedException {
    var body = new StringBuilder();
    for (int i = 0; i < parts.length; i += 3) {
      String file = parts[i + 1].isEmpty() ? "" : "; filename=\"" + parts[i + 1] + "\"";
      body.append("--xYx\r\nContent-Disposition: form-data; name=\"" + parts[i] + "\"" + file)
          .append("\r\n\r\n" + parts[i + 2] + "\r\n");
    }
    body.append("--xYx--\r\n");
    return upload(pipeline, body.toString(), "Content-Type", "multipart/form-data; boundary=xYx");
  }

  HttpClient client() {
    return client;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    client.close();
    gateway.close();
    node.close();
    backend.close();
  }
}
