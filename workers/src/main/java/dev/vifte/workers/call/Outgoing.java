package dev.vifte.workers.call;

import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/// The way out: one guarded client for all calls of a node. It follows no redirect, uses no proxy
/// and repeats nothing; the engine does the retries. Thread-safe.
final class Outgoing {
  private final Guard guard;
  private final OkHttpClient client;
  private final InstantSource clock;

  Outgoing(Allowed allowed, Dns names, InstantSource clock) {
    guard = new Guard(allowed, names);
    this.clock = clock;
    client =
        new OkHttpClient.Builder()
            .dns(guard)
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .readTimeout(Duration.ZERO)
            .build();
  }

  /// The node's own, made when the first call goes out.
  static Outgoing ofNode() {
    return OfNode.OUTGOING;
  }

  private static final class OfNode {
    static final Outgoing OUTGOING =
        new Outgoing(Allowed.fromEnvironment(), Dns.SYSTEM, InstantSource.system());
  }

  InstantSource clock() {
    return clock;
  }

  /// Sends a request, and lets `success` make the outcome of an answer in 200 to 299 whose body is
  /// at most `maxResponse` bytes long.
  Outcome send(Request request, Duration wait, int maxResponse, Function<Reply, Outcome> success) {
    String host = request.url().host();
    try {
      guard.check(request.url());
      Call call = client.newCall(request);
      call.timeout().timeout(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
      try (var response = call.execute()) {
        Reply reply = Reply.of(response, maxResponse);
        return reply.isSuccess() ? success.apply(reply) : reply.failure(host, clock.instant());
      }
    } catch (ForbiddenAddressException e) {
      return Outcome.reject(Reason.FORBIDDEN, String.valueOf(e.getMessage()));
    } catch (ConnectException e) {
      return Outcome.dependencyDown("%s does not accept connections".formatted(host));
    } catch (Reply.TooLongException e) {
      return Outcome.reject(
          Reason.TOO_LARGE,
          "%s answered more than %d bytes; raise max-response".formatted(host, maxResponse));
    } catch (IOException e) {
      return Outcome.retry("calling %s failed: %s".formatted(host, e.getMessage()));
    }
  }
}
