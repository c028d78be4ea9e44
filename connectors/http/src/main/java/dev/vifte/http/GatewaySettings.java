package dev.vifte.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;

/// Where the gateway listens and how patient it is.
///
/// @param host address or name of the interface; anything but loopback needs an API key
/// @param port 0 for any free one
/// @param idle a connection on which nothing moves is closed after this
/// @param connections open at once; further ones wait in the backlog of the operating system
/// @param drain how long requests may still run when the gateway is closed
public record GatewaySettings(
    String host, int port, Duration idle, int connections, Duration drain) {
  /// `127.0.0.1:8080`, 300 s, 1024 connections, 10 s.
  public static final GatewaySettings DEFAULTS =
      new GatewaySettings("127.0.0.1", 8080, Duration.ofSeconds(300), 1024, Duration.ofSeconds(10));

  public GatewaySettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("gateway host must be a name or an address, not blank");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("gateway port must be 0 to 65535, not " + port);
    }
    if (idle.compareTo(Duration.ofSeconds(1)) < 0 || drain.isNegative()) {
      throw new IllegalArgumentException(
          "gateway idle time must be at least 1 s and drain time not negative, not %s and %s"
              .formatted(idle, drain));
    }
    if (connections < 1) {
      throw new IllegalArgumentException(
          "gateway connections must be at least 1, not " + connections);
    }
  }

  public GatewaySettings at(String otherHost, int otherPort) {
    return new GatewaySettings(otherHost, otherPort, idle, connections, drain);
  }

  /// Whether only this machine can reach it.
  ///
  /// @throws UnknownHostException when the host is not known
  boolean local() throws UnknownHostException {
    return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
  }
}
