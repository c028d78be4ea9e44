package dev.vifte.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A proxy in front of TCP servers that can be told to do harm: toxiproxy. Safe for use by many
/// threads; closing it ends it.
public final class Toxiproxy implements AutoCloseable {
  private final ServerProcess process;
  private final URI api;
  private final HttpClient http = HttpClient.newHttpClient();

  private Toxiproxy(ServerProcess process, URI api) {
    this.process = process;
    this.api = api;
  }

  public static Toxiproxy start() throws IOException, InterruptedException {
    int port = FreePort.any();
    Path folder = ServerProcess.freshFolder("toxiproxy");
    List<String> command =
        List.of(Binaries.find("server"), "-host", "127.0.0.1", "-port", Integer.toString(port));
    var launch = new ServerProcess.Launch(folder, command, Map.of(), Ready.accepts(port));
    URI api = URI.create("http://127.0.0.1:%d/proxies".formatted(port));
    return new Toxiproxy(ServerProcess.start(launch), api);
  }

  /// Opens a way to a server.
  ///
  /// @param name of the way
  /// @param port of the server on this machine
  /// @return the port that leads there
  public int open(String name, int port) throws IOException, InterruptedException {
    int listen = FreePort.any();
    send(
        "POST",
        "",
        """
        {"name": "%s", "listen": "127.0.0.1:%d", "upstream": "127.0.0.1:%d", "enabled": true}\
        """
            .formatted(name, listen, port));
    return listen;
  }

  /// Refuses connections on a way and breaks those there are, or lets them through again.
  public void enable(String name, boolean on) throws IOException, InterruptedException {
    send("POST", "/" + name, "{\"enabled\": %s}".formatted(on));
  }

  /// Does harm on a way until [#remove].
  ///
  /// @param type as toxiproxy calls it: `latency`, `timeout`, `bandwidth`, `reset_peer`, …
  /// @param stream `upstream` towards the server, or `downstream`
  /// @param attributes in JSON
  public void add(String name, String type, String stream, String attributes)
      throws IOException, InterruptedException {
    String toxic =
        """
        {"name": "%s", "type": "%s", "stream": "%s", "attributes": %s}\
        """
            .formatted(type + "-" + stream, type, stream, attributes);
    send("POST", "/%s/toxics".formatted(name), toxic);
  }

  public void remove(String name, String type, String stream)
      throws IOException, InterruptedException {
    send("DELETE", "/%s/toxics/%s-%s".formatted(name, type, stream), "");
  }

  private void send(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(api + path.replace(">", "%3E")))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          "toxiproxy refused %s %s: %d %s"
              .formatted(method, path, answer.statusCode(), answer.body()));
    }
  }

  @Override
  public void close() throws IOException {
    http.shutdownNow();
    process.close();
  }
}
