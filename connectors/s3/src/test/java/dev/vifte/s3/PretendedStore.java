package dev.vifte.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers S3 requests as it is told, for trouble that a real server does not make on demand.
final class PretendedStore implements AutoCloseable {
  private static final String DATE = "Sun, 01 Mar 2026 10:00:00 GMT";

  private static final String ETAG = "5d41402abc4b2a76b9719d911017c592";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /// What it answers.
  @FunctionalInterface
  interface Script {
    /// Answers one.
    ///
    /// @param number of the request, from 1
    void answer(int number, HttpExchange request) throws Exception;
  }

  private volatile Script script = (number, request) -> error(request, 500, "NotTold");

  private PretendedStore(HttpServer server) {
    this.server = server;
  }

  static PretendedStore start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var store = new PretendedStore(HttpServer.create(address, 0));
    store.server.setExecutor(store.threads);
    store.server.createContext("/", store::answer);
    store.server.start();
    return store;
  }

  S3Settings settings() {
    return S3Settings.of("s3:http://127.0.0.1:%d/bucket".formatted(server.getAddress().getPort()))
        .credentials(S3Credentials.of("access", "the-secret"));
  }

  void answers(Script what) {
    script = what;
  }

  /// Method and path of what was asked so far.
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange request) {
    int number;
    synchronized (requests) {
      requests.add(request.getRequestMethod() + " " + request.getRequestURI());
      number = requests.size();
    }
    try (request) {
      request.getRequestBody().readAllBytes();
      script.answer(number, request);
    } catch (Exception e) {
      // the connection ends without an answer, which is what some scripts want
    }
  }

  static void error(HttpExchange request, int status, String code) throws IOException {
    String xml = "<Error><Code>%s</Code><Message>pretended</Message></Error>".formatted(code);
    answer(request, status, Map.of("Content-Type", "application/xml"), xml);
  }

  static void stored(HttpExchange request) throws IOException {
    answer(request, 200, Map.of("ETag", "\"" + ETAG + "\""), "");
  }

  /// The etag of an object of that many parts, each answered by [#stored(HttpExchange)].
  static String etagOfParts(int parts) {
    MessageDigest md5 = PartBuffer.digest("MD5");
    for (int i = 0; i < parts; i++) {
      md5.update(HexFormat.of().parseHex(ETAG));
    }
    return PartBuffer.hex(md5) + "-" + parts;
  }

  /// An object with that content.
  static void content(HttpExchange request, String text, Map<String, String> headers)
      throws IOException {
    content(request, text.length(), text, headers);
  }

  /// An object of that size, of which only the text comes before the connection ends.
  static void content(HttpExchange request, int size, String text, Map<String, String> headers)
      throws IOException {
    request.getResponseHeaders().set("ETag", "\"abc\"");
    request.getResponseHeaders().set("Last-Modified", DATE);
    answer(request, size, headers, text, 200);
  }

  static void answer(HttpExchange request, int status, Map<String, String> headers, String text)
      throws IOException {
    answer(request, text.length(), headers, text, status);
  }

  private static void answer(
      HttpExchange request, int size, Map<String, String> headers, String text, int status)
      throws IOException {
    headers.forEach(request.getResponseHeaders()::set);
    boolean head = request.getRequestMethod().equals("HEAD");
    if (head) {
      request.getResponseHeaders().set("Content-Length", Integer.toString(size));
    }
    request.sendResponseHeaders(status, head || size == 0 ? -1 : size);
    if (!head) {
      request.getResponseBody().write(text.getBytes(StandardCharsets.US_ASCII));
      request.getResponseBody().flush();
    }
  }
}
