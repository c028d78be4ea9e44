package dev.vifte.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Talks to a gateway. Everything that goes wrong is a [Problem], with the gateway's own words
/// where it has any. Thread-safe.
public final class GatewayClient implements AutoCloseable {
  private final URI base;
  private final Optional<String> key;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /// @param key API key, when the gateway wants one
  public GatewayClient(URI base, Optional<String> key) {
    this.base = base.resolve("/");
    this.key = key;
  }

  /// Uploads a file; the job document.
  ///
  /// @param subject whose data it holds
  /// @param idempotencyKey the same key names the same job, so that a second try is harmless
  public ObjectNode upload(
      String pipeline, Path file, Optional<String> subject, String idempotencyKey) {
    HttpRequest.Builder request =
        request("v1/pipelines/" + pipeline + "/jobs")
            .header("Content-Type", "application/octet-stream")
            .header("X-File-Name", encoded(file.getFileName().toString()))
            .header("Idempotency-Key", idempotencyKey);
    subject.ifPresent(name -> request.header("Vifte-Subject", encoded(name)));
    try {
      return document(request.POST(BodyPublishers.ofFile(file)));
    } catch (FileNotFoundException e) {
      throw new Problem(
          ExitCode.USAGE, "the file %s cannot be read; check its name".formatted(file), e);
    }
  }

  /// A document.
  ///
  /// @param path such as `v1/jobs`, with its query
  public ObjectNode get(String path) {
    return document(request(path).GET());
  }

  public ObjectNode post(String path, ObjectNode body) {
    return document(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  public void delete(String path) {
    bytes(request(path).DELETE());
  }

  /// Erases everything about a data subject; the erasure as it has begun.
  public ObjectNode eraseSubject(String name) {
    return document(request("v1/subjects/" + encoded(name)).DELETE());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /// Follows a job from its first event to its end. Comes back by itself when the connection
  /// breaks, without gap or repeat.
  public void follow(String job, Consumer<JobUpdate> each) {
    new Following(this, job, each).run();
  }

  /// The events of a job behind one, open as long as it runs; empty when nothing will come. Close
  /// it.
  InputStream events(String job, String after) {
    return send(request("v1/jobs/" + job + "/events")
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", after)
            .GET())
        .body();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private ObjectNode document(HttpRequest.Builder request) {
    byte[] body = bytes(request);
    try {
      return Json.read(body, ObjectNode.class);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          ExitCode.GATEWAY,
          "%s answers, but not as a Vifte gateway does; check --url".formatted(base),
          e);
    }
  }

  private byte[] bytes(HttpRequest.Builder request) {
    try (InputStream body = send(request).body()) {
      return body.readAllBytes();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() >= 400) {
        throw refused(response);
      }
      return response;
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ExitCode.GATEWAY, "interrupted while talking to " + base, e);
    }
  }

  /// The `detail` of the gateway's problem document (RFC 9457).
  private Problem refused(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      ObjectNode problem = Json.read(body.readAllBytes(), ObjectNode.class);
      String wait =
          response
              .headers()
              .firstValue("Retry-After")
              .map(" (again in %s s)"::formatted)
              .orElse("");
      return new Problem(ExitCode.GATEWAY, problem.path("detail").asText("refused") + wait);
    } catch (IllegalArgumentException e) {
      return new Problem(
          ExitCode.GATEWAY, "%s answers %d; check --url".formatted(base, response.statusCode()), e);
    }
  }

  Problem unreachable(Exception e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new Problem(
        ExitCode.GATEWAY,
        "no gateway can be reached at %s (%s); start one with `vifte up`, or name another with --url"
            .formatted(base, why),
        e);
  }
}
