package dev.vifte.app.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the gateway listens and who may come in.
///
/// @param workerPort of a node without gateway
/// @param key one of the `default` tenant beside those in the file
public record HttpSettings(
    String host, int port, int workerPort, Path keysFile, Optional<String> key) {
  static final Key<String> HOST =
      new Key<>(
          "http.host",
          "127.0.0.1",
          Form.text("[0-9A-Za-z.:_-]{1,255}", "a host name or address"),
          "address to listen on; anything but loopback asks for an API key");
  static final Key<Integer> PORT =
      new Key<>(
          "http.port", "8080", Form.whole(0, 65_535), "port to listen on; 0 takes a free one");
  static final Key<Integer> WORKER_PORT =
      new Key<>(
          "http.worker-port",
          "0",
          Form.whole(0, 65_535),
          "port of /metrics and /health on a node without gateway; 0 takes a free one");
  static final Key<Path> KEYS_FILE =
      new Key<>(
          "http.keys-file",
          "vifte-keys.json",
          Form.PATH,
          "hashed API keys, made by `vifte keys create`; with it every request needs a key");
  static final Key<Optional<String>> KEY =
      new Key<>(
          "http.api-key",
          "",
          new Form<>("at least 20 characters", HttpSettings::key),
          "an API key of the tenant `default`, beside those in the file; for stacks that bring"
              + " their secrets");
  static final List<Key<?>> KEYS = List.of(HOST, PORT, WORKER_PORT, KEYS_FILE, KEY);

  static HttpSettings read(Values values) {
    return new HttpSettings(
        values.get(HOST),
        values.get(PORT),
        values.get(WORKER_PORT),
        values.get(KEYS_FILE),
        values.get(KEY));
  }

  private static Optional<String> key(String text) {
    if (!text.isBlank() && text.length() < 20) {
      throw new IllegalArgumentException("must be at least 20 characters, as it can be guessed");
    }
    return Optional.of(text).filter(given -> !given.isBlank());
  }

  @Override
  public String toString() {
    return "http on %s port %d".formatted(host, port);
  }

  /// Whether only this machine can reach it.
  public boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
