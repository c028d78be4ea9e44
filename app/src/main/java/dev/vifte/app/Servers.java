package dev.vifte.app;

import dev.vifte.app.settings.BrokerSettings;
import dev.vifte.app.settings.BucketSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.nats.NatsLogin;
import dev.vifte.nats.NatsSettings;
import dev.vifte.nats.NatsTls;
import dev.vifte.s3.S3Credentials;
import dev.vifte.s3.S3Settings;
import java.util.Optional;

/// The settings of the servers, in the form that their connectors take.
public final class Servers {
  private Servers() {}

  /// Those of NATS.
  ///
  /// @throws Problem when they are wrong
  public static NatsSettings nats(Settings settings) {
    try {
      return nats(NatsSettings.of(settings.store().events()), settings);
    } catch (IllegalArgumentException e) {
      throw wrong("events", e);
    }
  }

  /// Those of the object store.
  ///
  /// @throws Problem when they are wrong
  public static S3Settings s3(Settings settings) {
    try {
      return s3(S3Settings.of(settings.store().objects()), settings.bucket());
    } catch (IllegalArgumentException e) {
      throw wrong("objects", e);
    }
  }

  private static NatsSettings nats(NatsSettings named, Settings settings) {
    BrokerSettings broker = settings.broker();
    NatsSettings sized =
        named
            .withSpace(broker.space())
            .withReplicas(broker.replicas())
            .withEventsKept(broker.kept())
            .withPlacement(broker.placement())
            .withMaxWorkBytes(settings.store().queueBytes());
    NatsSettings known = login(broker.login()).map(sized::withLogin).orElse(sized);
    return broker.authority().map(pem -> known.withTls(NatsTls.trusting(pem))).orElse(known);
  }

  private static Optional<NatsLogin> login(BrokerSettings.Login login) {
    return login
        .credentials()
        .<NatsLogin>map(NatsLogin.Credentials::new)
        .or(() -> login.token().map(NatsLogin.Token::new))
        .or(() ->
            login.user().map(user -> new NatsLogin.Password(user, login.password().orElse(""))));
  }

  private static S3Settings s3(S3Settings named, BucketSettings bucket) {
    S3Settings known = credentials(bucket).map(named::credentials).orElse(named);
    S3Settings placed = bucket.region().map(known::region).orElse(known);
    S3Settings trusting = bucket.authority().map(placed::certificates).orElse(placed);
    return trusting.pathStyle(bucket.pathStyle());
  }

  private static Optional<S3Credentials> credentials(BucketSettings bucket) {
    return bucket
        .accessKey()
        .map(key -> S3Credentials.of(key, bucket.secretKey().orElse("")))
        .or(() -> bucket.credentials().map(S3Credentials::inFile));
  }

  private static Problem wrong(String key, IllegalArgumentException e) {
    return new Problem(ExitCode.CONFIGURATION, "%s: %s".formatted(key, e.getMessage()), e);
  }
}
