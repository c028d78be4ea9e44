package dev.vifte.testkit.server;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server that runs as long as the tests of a class, registered with `@RegisterExtension` in a
/// static field.
///
/// @param <S> the server
public final class Served<S extends AutoCloseable> implements BeforeAllCallback, AfterAllCallback {
  private final Callable<S> start;
  private @Nullable S server;

  private Served(Callable<S> start) {
    this.start = start;
  }

  /// Not started yet.
  ///
  /// @param start such as `NatsServer::start`
  public static <S extends AutoCloseable> Served<S> by(Callable<S> start) {
    return new Served<>(start);
  }

  /// The one that runs; only while tests of the class do.
  public S get() {
    return Objects.requireNonNull(server, "the server runs while the tests of its class do");
  }

  @Override
  public void beforeAll(ExtensionContext tests) throws Exception {
    server = start.call();
  }

  @Override
  public void afterAll(ExtensionContext tests) throws Exception {
    get().close();
  }
}
