package dev.vifte.nats;

import dev.vifte.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which servers, as whom, and how the streams are made there.
///
/// @param servers `nats://` or `tls://` addresses of one server or of servers of one cluster
/// @param space what all streams and subjects begin with; installations of different spaces share a
///   server and never meet
/// @param replicas of every stream: 1, or 3 or 5 on a cluster
/// @param maxWorkBytes what the queue may hold; the server reserves it on its disk
/// @param eventsKept how long lifecycle events can be read
/// @param requestTimeout after which a request without an answer counts as unknown
/// @param placement where every stream has to lie
public record NatsSettings(
    List<URI> servers,
    NatsLogin login,
    Optional<NatsTls> tls,
    String space,
    int replicas,
    long maxWorkBytes,
    Duration eventsKept,
    Duration requestTimeout,
    NatsPlacement placement) {
  /// 1 GiB: some two million tasks.
  public static final long DEFAULT_WORK_BYTES = 1L << 30;

  public NatsSettings {
    servers = List.copyOf(servers);
    servers.forEach(NatsSettings::check);
    Names.require(space, "[a-z][a-z0-9-]{0,31}", "space");
    require(!servers.isEmpty(), "name at least one server, such as nats://127.0.0.1:4222");
    require(replicas >= 1 && replicas <= 5, "replicas must be 1 to 5, not " + replicas);
    require(maxWorkBytes >= 1024, "the queue must be allowed at least 1 KiB, not " + maxWorkBytes);
    require(eventsKept.isPositive(), "events must be kept for some time, not " + eventsKept);
    require(requestTimeout.isPositive(), "requests must be given some time");
  }

  /// Servers by their addresses, separated by commas: `nats://10.0.0.1:4222,nats://10.0.0.2:4222`.
  /// A user and password, or a token, may stand in the first as in any URL.
  ///
  /// @throws IllegalArgumentException when one is not such an address
  public static NatsSettings of(String urls) {
    List<URI> given =
        Stream.of(urls.split(",", -1)).map(String::strip).map(NatsSettings::parse).toList();
    return new NatsSettings(
        given.stream().map(NatsSettings::withoutLogin).toList(),
        login(Optional.ofNullable(given.getFirst().getUserInfo())),
        Optional.empty(),
        "vifte",
        1,
        DEFAULT_WORK_BYTES,
        Duration.ofDays(7),
        Duration.ofSeconds(5),
        NatsPlacement.ANYWHERE);
  }

  public NatsSettings withLogin(NatsLogin who) {
    return new NatsSettings(
        servers, who, tls, space, replicas, maxWorkBytes, eventsKept, requestTimeout, placement);
  }

  public NatsSettings withTls(NatsTls how) {
    return new NatsSettings(
        servers,
        login,
        Optional.of(how),
        space,
        replicas,
        maxWorkBytes,
        eventsKept,
        requestTimeout,
        placement);
  }

  public NatsSettings withSpace(String name) {
    return new NatsSettings(
        servers, login, tls, name, replicas, maxWorkBytes, eventsKept, requestTimeout, placement);
  }

  public NatsSettings withReplicas(int count) {
    return new NatsSettings(
        servers, login, tls, space, count, maxWorkBytes, eventsKept, requestTimeout, placement);
  }

  public NatsSettings withMaxWorkBytes(long bytes) {
    return new NatsSettings(
        servers, login, tls, space, replicas, bytes, eventsKept, requestTimeout, placement);
  }

  public NatsSettings withEventsKept(Duration time) {
    return new NatsSettings(
        servers, login, tls, space, replicas, maxWorkBytes, time, requestTimeout, placement);
  }

  public NatsSettings withRequestTimeout(Duration time) {
    return new NatsSettings(
        servers, login, tls, space, replicas, maxWorkBytes, eventsKept, time, placement);
  }

  /// Streams that lie elsewhere are refused.
  public NatsSettings withPlacement(NatsPlacement where) {
    return new NatsSettings(
        servers, login, tls, space, replicas, maxWorkBytes, eventsKept, requestTimeout, where);
  }

  /// The servers as they are shown to people.
  String shown() {
    return String.join(",", servers.stream().map(URI::toString).toList());
  }

  private static URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(notAServer(e.getReason()), e);
    }
  }

  private static void check(URI server) {
    boolean known = "nats".equals(server.getScheme()) || "tls".equals(server.getScheme());
    require(known && server.getHost() != null, notAServer("not nats:// or tls:// and a host"));
  }

  private static String notAServer(String why) {
    return "the address of a NATS server is wrong (%s); write nats://host:4222 or tls://host:4222"
        .formatted(why);
  }

  private static NatsLogin login(Optional<String> userInfo) {
    return userInfo
        .map(info -> {
          int colon = info.indexOf(':');
          return colon < 0
              ? new NatsLogin.Token(info)
              : new NatsLogin.Password(info.substring(0, colon), info.substring(colon + 1));
        })
        .orElseGet(NatsLogin.Anonymous::new);
  }

  private static URI withoutLogin(URI url) {
    check(url);
    int port = url.getPort() < 0 ? 4222 : url.getPort();
    return URI.create("%s://%s:%d".formatted(url.getScheme(), url.getHost(), port));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
