package dev.vifte.workers.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.Units;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.SettingsReader;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageProvider;
import dev.vifte.stage.StageSettings;
import dev.vifte.workers.call.HttpCall.Method;
import dev.vifte.workers.call.HttpCall.Send;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes `call/http` from `url`, `method`, `send`, `headers`, `bearer`, `timeout`, `max-response`.
public final class CallHttpProvider implements StageProvider {
  private static final long LARGEST_RESPONSE = 1_000_000_000;

  @Override
  public StageKind kind() {
    return CallHttp.KIND;
  }

  @Override
  public String summary() {
    return "sends the file to an HTTP function and keeps its answer; url, method: POST | PUT,"
        + " send: bytes | json, headers, bearer: <secret>, timeout, max-response";
  }

  @Override
  public Stage create(StageSettings with) {
    return new CallHttp(read(with));
  }

  static HttpCall read(StageSettings with) {
    SettingsReader reader = with.read();
    Optional<URI> url = reader.parsed("url", Target::of);
    if (!reader.has("url")) {
      reader.problem("url", "is missing; write the address to call");
    }
    var call =
        new HttpCall(
            url.orElse(URI.create("http://missing")),
            reader.parsed("method", CallHttpProvider::method).orElse(Method.POST),
            reader.parsed("send", Send::of).orElse(Send.BYTES),
            headers(reader),
            reader.text("bearer"),
            reader.parsed("timeout", Units::duration).orElse(HttpCall.DEFAULT_TIMEOUT),
            reader
                .parsed("max-response", CallHttpProvider::response)
                .orElse(HttpCall.DEFAULT_MAX_RESPONSE));
    Allowed.check(reader);
    reader.done();
    return call;
  }

  private static Method method(String word) {
    try {
      return Method.valueOf(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'%s' is unknown; use POST or PUT".formatted(word), e);
    }
  }

  private static int response(String text) {
    long bytes = Units.bytes(text);
    if (bytes > LARGEST_RESPONSE) {
      throw new IllegalArgumentException("must be at most 1GB");
    }
    return (int) bytes;
  }

  private static Map<String, String> headers(SettingsReader reader) {
    var headers = new TreeMap<String, String>();
    reader
        .json("headers")
        .ifPresent(json -> {
          if (!(json instanceof ObjectNode object)) {
            reader.problem("headers", "must be a map, such as {X-Tenant: acme}");
            return;
          }
          object
              .properties()
              .forEach(header -> {
                String value = header.getValue().asText();
                if (!header.getKey().matches("[0-9A-Za-z-]+") || !value.matches("[\\x20-\\x7E]*")) {
                  reader.problem("headers/" + header.getKey(), "is no header; use plain ASCII");
                }
                headers.put(header.getKey(), value);
              });
        });
    return headers;
  }

  /// The reverse of [#read]; what is as by default stays away.
  static StageSettings settings(HttpCall call) {
    ObjectNode with = Json.object().put("url", call.url().toString());
    if (call.method() != Method.POST) {
      with.put("method", call.method().name());
    }
    if (call.send() != Send.BYTES) {
      with.put("send", call.send().word());
    }
    if (!call.headers().isEmpty()) {
      with.set("headers", Json.tree(new TreeMap<>(call.headers())));
    }
    call.bearer().ifPresent(secret -> with.put("bearer", secret));
    if (!call.timeout().equals(HttpCall.DEFAULT_TIMEOUT)) {
      with.put("timeout", call.timeout().toMillis() + "ms");
    }
    if (call.maxResponse() != HttpCall.DEFAULT_MAX_RESPONSE) {
      with.put("max-response", call.maxResponse() + "B");
    }
    return StageSettings.of(with);
  }
}
