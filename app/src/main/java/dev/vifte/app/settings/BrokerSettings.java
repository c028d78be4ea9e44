package dev.vifte.app.settings;

import dev.vifte.nats.NatsPlacement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How to reach NATS when `events` is a `nats:` URL.
///
/// @param space what streams and subjects begin with
/// @param replicas of every stream
/// @param kept how long events can be read
/// @param placement where every stream has to lie
public record BrokerSettings(
    Login login,
    Optional<Path> authority,
    String space,
    int replicas,
    Duration kept,
    NatsPlacement placement) {
  static final Key<Optional<String>> USER =
      new Key<>("nats.user", "", Form.optional("text"), "user name for NATS");
  static final Key<Optional<String>> PASSWORD =
      new Key<>("nats.password", "", Form.optional("text"), "password of that user");
  static final Key<Optional<String>> TOKEN =
      new Key<>("nats.token", "", Form.optional("text"), "token for NATS, in place of a user");
  static final Key<Optional<Path>> CREDENTIALS =
      new Key<>(
          "nats.credentials-file",
          "",
          Form.optionalPath(),
          "a .creds file for NATS, in place of a user");
  static final Key<Optional<Path>> AUTHORITY =
      new Key<>(
          "nats.ca-file",
          "",
          Form.optionalPath(),
          "PEM file of the certificates to trust instead of Java's");
  static final Key<String> SPACE =
      new Key<>(
          "nats.space",
          "vifte",
          Form.text("[a-z][a-z0-9-]{0,31}", "1 to 32 lower-case letters, digits and hyphens"),
          "what streams and subjects begin with; installations of different spaces share a server");
  static final Key<Integer> REPLICAS =
      new Key<>(
          "nats.replicas", "1", Form.whole(1, 5), "copies of every stream: 1, or 3 on a cluster");
  static final Key<Duration> KEPT =
      new Key<>(
          "nats.events-kept",
          "168h",
          Form.duration(Duration.ofMinutes(1), Duration.ofDays(365)),
          "how long the events of jobs can be read");
  static final Key<Optional<String>> CLUSTER =
      new Key<>(
          "nats.cluster",
          "",
          Form.optional("the name of a cluster"),
          "cluster in which every stream has to lie; a node refuses to start where one lies elsewhere");
  static final Key<List<String>> TAGS =
      new Key<>(
          "nats.tags",
          "",
          Form.listOf("tags with commas", BrokerSettings::tag),
          "tags that each server with a copy of a stream has to have, such as region:eu");
  static final List<Key<?>> KEYS =
      List.of(USER, PASSWORD, TOKEN, CREDENTIALS, AUTHORITY, SPACE, REPLICAS, KEPT, CLUSTER, TAGS);

  /// Who we are to NATS; the first that is given counts: credentials, token, user.
  public record Login(
      Optional<String> user,
      Optional<String> password,
      Optional<String> token,
      Optional<Path> credentials) {
    @Override
    public String toString() {
      return "nats as " + user.orElse("configured");
    }
  }

  static BrokerSettings read(Values values) {
    return new BrokerSettings(
        new Login(
            values.get(USER), values.get(PASSWORD), values.get(TOKEN), values.get(CREDENTIALS)),
        values.get(AUTHORITY),
        values.get(SPACE),
        values.get(REPLICAS),
        values.get(KEPT),
        new NatsPlacement(values.get(CLUSTER), values.get(TAGS)));
  }

  private static String tag(String text) {
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9:._-]{0,63}")) {
      throw new IllegalArgumentException(
          "must be tags such as region:eu, not '%s'".formatted(text));
    }
    return text;
  }
}
