package dev.vifte.testkit;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;

/// The actor system of all tests in a JVM: made at first use, its threads keep no JVM alive.
public final class Streams {
  private Streams() {}

  /// The system; never terminate it.
  public static ActorSystem system() {
    return Holder.SYSTEM;
  }

  private static final class Holder {
    static final ActorSystem SYSTEM =
        ActorSystem.create(
            "testkit",
            ConfigFactory.parseString(
                    """
                    pekko.daemonic = on
                    pekko.loglevel = OFF
                    pekko.stdout-loglevel = OFF
                    pekko.jvm-shutdown-hooks = off
                    """)
                .withFallback(ConfigFactory.load()));
  }
}
