package dev.vifte.app;

import dev.vifte.app.settings.BrokerSettings;
import dev.vifte.app.settings.BucketSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.TenantPlace;
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
      refuseElsewhere(settings);
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

  /// Where the objects of a tenant lie, in a store of the same credentials.
  ///
  /// @throws Problem when that is wrong
  public static S3Settings s3(Settings settings, TenantPlace own) {
    try {
      S3Settings common = s3(settings);
      S3Settings there =
          own.isStore()
              ? s3(S3Settings.of(own.place()), settings.bucket())
              : common.bucket(own.place());
      return own.region().map(there::region).orElse(there);
    } catch (IllegalArgumentException e) {
      throw wrong("residency.places", e);
    }
  }

  /// A bucket by its URL, with our credentials.
  ///
  /// @throws Problem when that is wrong
  static S3Settings s3(Settings settings, String url) {
    try {
      return s3(S3Settings.of(url), settings.bucket());
    } catch (IllegalArgumentException e) {
      throw wrong(url, e);
    }
  }

  /// Streams are those of all tenants; their placement is checked when they are opened.
  private static void refuseElsewhere(Settings settings) {
    settings
        .residency()
        .unmet(settings.broker().placement())
        .ifPresent(demand -> {
          throw new Problem(
              ExitCode.CONFIGURATION,
              "the streams of tenant %s have to lie on servers of %s (residency.streams), which nats.cluster and nats.tags do not ask for: set them, or run that tenant in an installation of its own there (nats.space)"
                  .formatted(demand.tenant(), demand.server()));
        });
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
