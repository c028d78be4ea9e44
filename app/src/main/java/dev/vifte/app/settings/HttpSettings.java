package dev.vifte.app.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;

/// Where the gateway listens and who may come in.
public record HttpSettings(String host, int port, Path keysFile) {
  static final Key<String> HOST =
      new Key<>(
          "http.host",
          "127.0.0.1",
          Form.text("[0-9A-Za-z.:_-]{1,255}", "a host name or address"),
          "address to listen on; anything but loopback asks for an API key");
  static final Key<Integer> PORT =
      new Key<>(
          "http.port", "8080", Form.whole(0, 65_535), "port to listen on; 0 takes a free one");
  static final Key<Path> KEYS_FILE =
      new Key<>(
          "http.keys-file",
          "vifte-keys.json",
          Form.PATH,
          "hashed API keys, made by `vifte keys create`; with it every request needs a key");
  static final List<Key<?>> KEYS = List.of(HOST, PORT, KEYS_FILE);

  static HttpSettings read(Values values) {
    return new HttpSettings(values.get(HOST), values.get(PORT), values.get(KEYS_FILE));
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
