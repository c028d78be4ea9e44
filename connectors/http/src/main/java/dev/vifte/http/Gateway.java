package dev.vifte.http;

import static dev.vifte.http.Route.delete;
import static dev.vifte.http.Route.get;
import static dev.vifte.http.Route.post;

import com.typesafe.config.ConfigFactory;
import dev.vifte.Node;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.Materializer;

/// A node's door to the world, version 1. Requests are answered on virtual threads in plain
/// blocking code; bytes flow through in constant memory. Closing stops accepting, ends live event
/// streams (their readers resume elsewhere) and lets other requests end.
///
/// ```java
/// try (Gateway gateway = Gateway.start(node, GatewaySettings.DEFAULTS, ApiKeys.none(), () -> "")) {
///   System.out.println("open " + gateway.uri());
/// }
/// ```
public final class Gateway implements AutoCloseable {
  private final ServerBinding binding;
  private final GatewaySettings settings;
  private final Live live;
  private final ExecutorService threads;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Gateway(
      ServerBinding binding, GatewaySettings settings, Live live, ExecutorService threads) {
    this.binding = binding;
    this.settings = settings;
    this.live = live;
    this.threads = threads;
  }

  /// Starts to listen.
  ///
  /// @param metrics what `/metrics` answers, in the text format of Prometheus
  /// @throws IOException saying what to do, when the address cannot be had, or when others could
  ///   reach it and there is no API key
  public static Gateway start(
      Node node, GatewaySettings settings, ApiKeys keys, Supplier<String> metrics)
      throws IOException {
    var live = new Live();
    return start(node, settings, keys, live, routes(node, live, metrics));
  }

  /// Starts to listen for operators and their machines only, on a node that takes no uploads:
  /// metrics and health.
  ///
  /// @throws IOException as [#start] does
  public static Gateway startForOperators(
      Node node, GatewaySettings settings, ApiKeys keys, Supplier<String> metrics)
      throws IOException {
    return start(node, settings, keys, new Live(), operating(new OperateRoutes(node, metrics)));
  }

  private static Gateway start(
      Node node, GatewaySettings settings, ApiKeys keys, Live live, List<Route> routes)
      throws IOException {
    requireSafe(settings, keys);
    requireFree(settings);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    var means =
        new Router.Means(
            new Keys(keys),
            threads,
            Materializer.matFromSystem(node.system()),
            settings.idle(),
            node.context().random());
    var router = new Router(routes, means);
    try {
      ServerBinding binding =
          Http.get(node.system())
              .newServerAt(settings.host(), settings.port())
              .withSettings(server(node, settings))
              .bind(router::handle)
              .toCompletableFuture()
              .get();
      return new Gateway(binding, settings, live, threads);
    } catch (ExecutionException e) {
      throw notBound(settings, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before the gateway was up", e);
    }
  }

  /// Everything there is.
  static List<Route> routes(Node node, Live live, Supplier<String> metrics) {
    var erasures = new ErasureRoutes(node);
    var uploads = new UploadRoutes(node, live, erasures);
    var jobs = new JobRoutes(node);
    var events = new EventRoutes(node, live);
    var outputs = new OutputRoutes(node, live);
    var dead = new DeadLetterRoutes(node);
    var operate = new OperateRoutes(node, metrics);
    var all = new ArrayList<>(operating(operate));
    all.addAll(erasing(erasures, new AuditRoutes(node)));
    all.addAll(open(new PageRoutes()));
    all.addAll(
        List.of(
            post("/v1/pipelines/{pipeline}/jobs", uploads::accept),
            get("/v1/pipelines", operate::pipelines),
            get("/v1/jobs", jobs::list),
            get("/v1/jobs/{job}", jobs::show),
            delete("/v1/jobs/{job}", jobs::erase),
            post("/v1/jobs/{job}/cancel", jobs::cancel),
            get("/v1/jobs/{job}/events", events::follow),
            get("/v1/jobs/{job}/manifest", outputs::manifest),
            get("/v1/jobs/{job}/outputs/{stage}/{name}", outputs::output),
            get("/v1/dead-letters", dead::list),
            post("/v1/dead-letters/replay", dead::replay),
            get("/v1/dead-letters/{job}/{stage}", dead::show),
            get("/v1/dead-letters/{job}/{stage}/{item}", dead::show),
            delete("/v1/dead-letters/{job}/{stage}", dead::drop),
            delete("/v1/dead-letters/{job}/{stage}/{item}", dead::drop)));
    return List.copyOf(all);
  }

  private static List<Route> erasing(ErasureRoutes erasures, AuditRoutes audit) {
    return List.of(
        delete("/v1/subjects/{subject}", erasures::erase),
        get("/v1/erasures/{erasure}", erasures::show),
        get("/v1/audit", audit::list));
  }

  private static List<Route> open(PageRoutes page) {
    return List.of(
        get("/openapi.json", page::contract).open(),
        get("/problems/{kind}", page::problem).open(),
        get("/", page::index).open(),
        get("/assets/{file}", page::asset).open());
  }

  private static List<Route> operating(OperateRoutes operate) {
    return List.of(
        get("/metrics", operate::metrics),
        get("/health/live", operate::live).open(),
        get("/health/ready", operate::ready).open());
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return binding.localAddress();
  }

  /// The address of its page.
  public URI uri() {
    String host = address().getAddress().getHostAddress();
    return URI.create(
        "http://%s:%d/"
            .formatted(host.contains(":") ? "[" + host + "]" : host, address().getPort()));
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    binding.unbind().toCompletableFuture().join();
    live.end(settings.drain());
    binding.terminate(settings.drain()).toCompletableFuture().join();
    threads.shutdown();
  }

  private static void requireSafe(GatewaySettings settings, ApiKeys keys) throws IOException {
    try {
      if (keys.isEmpty() && !settings.local()) {
        throw new IOException(
            ("the gateway does not listen on %s without an API key, as everyone could use it;"
                    + " make one (vifte keys create) or listen on 127.0.0.1")
                .formatted(settings.host()));
      }
    } catch (UnknownHostException e) {
      throw new IOException(
          "the gateway cannot listen on '%s': no such host; give an address of this machine"
              .formatted(settings.host()),
          e);
    }
  }

  /// Asks for the address in a way that fails quietly; Pekko logs a stack trace.
  private static void requireFree(GatewaySettings settings) throws IOException {
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException e) {
      throw notBound(settings, e);
    }
  }

  private static IOException notBound(GatewaySettings settings, Exception failure) {
    return new IOException(
        "the gateway cannot listen on %s port %d (%s); stop what listens there or give another port"
            .formatted(settings.host(), settings.port(), failure.getMessage()),
        failure);
  }

  private static ServerSettings server(Node node, GatewaySettings settings) {
    String own =
        """
        pekko.http.server {
          server-header = "vifte"
          request-timeout = infinite
          idle-timeout = %d s
          max-connections = %d
          stream-cancellation-delay = 2 s
          parsing.max-content-length = infinite
          parsing.error-handler = "%s"
          parsing.illegal-header-warnings = off
        }
        """
            .formatted(
                settings.idle().toSeconds(),
                settings.connections(),
                ParsingProblems.class.getName());
    return ServerSettings.create(
        ConfigFactory.parseString(own).withFallback(node.system().settings().config()));
  }
}
