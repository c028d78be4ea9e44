package dev.vifte.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A headless Chromium with one page, told what to do through the DevTools protocol
/// (<https://chromedevtools.github.io/devtools-protocol/>).
final class Chromium implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private String session = "";

  private Chromium(Path profile) throws Exception {
    process =
        new ProcessBuilder(command(profile))
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    socket = connect(browser(profile));
    String target =
        call("Target.createTarget", Json.object().put("url", "about:blank"))
            .path("targetId")
            .asText();
    session =
        call("Target.attachToTarget", Json.object().put("targetId", target).put("flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "DOM")) {
      call(domain + ".enable", Json.object());
    }
  }

  /// Starts one with a profile of its own.
  ///
  /// @param profile an empty folder
  static Chromium start(Path profile) throws Exception {
    return new Chromium(profile);
  }

  private static List<String> command(Path profile) {
    var command = new ArrayList<>(List.of(program(), "--headless", "--remote-debugging-port=0"));
    command.addAll(
        List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1100,1500",
            "--user-data-dir=" + profile,
            "about:blank"));
    return command;
  }

  private static String program() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return name;
        }
      }
    }
    throw new AssertionError("the page is tested in Chromium; install it (apt install chromium)");
  }

  void open(URI page) throws Exception {
    call("Page.navigate", Json.object().put("url", page.toString()));
  }

  /// The value of a JavaScript expression.
  JsonNode eval(String expression) throws Exception {
    ObjectNode ask =
        Json.object()
            .put("expression", expression)
            .put("returnByValue", true)
            .put("awaitPromise", true);
    return call("Runtime.evaluate", ask).path("result").path("value");
  }

  /// Waits until an expression has a good value.
  JsonNode await(String expression, Predicate<JsonNode> good) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    JsonNode value = eval(expression);
    while (!good.test(value)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%s is still %s; the page says: %s; %s"
                .formatted(expression, value, eval("document.body.innerText"), complaints));
      }
      value = eval("new Promise(go => setTimeout(() => go(" + expression + "), 50))");
    }
    return value;
  }

  /// Puts files into a file input, as if someone had chosen them.
  void choose(String selector, Path... files) throws Exception {
    int root = call("DOM.getDocument", Json.object()).path("root").path("nodeId").asInt();
    int node =
        call("DOM.querySelector", Json.object().put("nodeId", root).put("selector", selector))
            .path("nodeId")
            .asInt();
    ObjectNode ask = Json.object().put("nodeId", node);
    for (Path file : files) {
      ask.withArray("files").add(file.toAbsolutePath().toString());
    }
    call("DOM.setFileInputFiles", ask);
  }

  /// Makes the page dark or light.
  void scheme(String light) throws Exception {
    ObjectNode ask = Json.object();
    ask.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", light);
    call("Emulation.setEmulatedMedia", ask);
  }

  void screenshot(Path file) throws Exception {
    ObjectNode ask = Json.object().put("format", "png").put("captureBeyondViewport", true);
    byte[] png =
        Base64.getDecoder().decode(call("Page.captureScreenshot", ask).path("data").asText());
    Files.write(file, png);
  }

  /// Errors in the page's console, refused loads among them.
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private JsonNode call(String method, ObjectNode parameters) throws Exception {
    int id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    calls.put(id, answer);
    ObjectNode message = Json.object().put("id", id).put("method", method);
    message.set("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(new String(Json.bytes(message), StandardCharsets.UTF_8), true).join();
    JsonNode told = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (told.has("error") || told.path("result").has("exceptionDetails")) {
      throw new AssertionError(method + " failed: " + told);
    }
    return told.path("result");
  }

  private void hear(String text) {
    JsonNode message = Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    CompletableFuture<JsonNode> call = calls.remove(message.path("id").asInt());
    if (call != null) {
      call.complete(message);
    }
    String method = message.path("method").asText();
    boolean logged =
        method.equals("Log.entryAdded")
            && message.at("/params/entry/level").asText().equals("error");
    if (logged || method.equals("Runtime.exceptionThrown")) {
      complaints.add(text);
    }
  }

  /// The browser writes its address into its profile once it listens.
  private URI browser(Path profile) throws Exception {
    Path port = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            "Chromium did not start: " + Files.readString(profile.resolve("chromium.log")));
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    List<String> lines = Files.readAllLines(port);
    return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
  }

  private WebSocket connect(URI browser) {
    var listener =
        new WebSocket.Listener() {
          private final StringBuilder text = new StringBuilder();

          @Override
          public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
              hear(text.toString());
              text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(last);
          }
        };
    return client.newWebSocketBuilder().buildAsync(browser, listener).join();
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    client.close();
  }
}
