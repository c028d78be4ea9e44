package dev.vifte.http;

import dev.vifte.UnreachableException;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.StoreFullException;
import dev.vifte.queue.QueueFullException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the route of a request, asks who it is, answers on a virtual thread, and turns whatever
/// goes wrong into a problem document. Safe for use by many threads.
final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private static final String SUBJECTS = "/v1/subjects/";

  private final List<Route> routes;
  private final Keys keys;
  private final ExecutorService threads;
  private final Forms forms;
  private final Duration idle;
  private final RandomGenerator random;

  /// What every request needs.
  record Means(
      Keys keys,
      ExecutorService threads,
      Materializer materializer,
      Duration idle,
      RandomGenerator random) {}

  Router(List<Route> routes, Means means) {
    this.routes = List.copyOf(routes);
    this.keys = means.keys();
    this.threads = means.threads();
    this.forms = new Forms(means.materializer());
    this.idle = means.idle();
    this.random = means.random();
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    return CompletableFuture.supplyAsync(() -> answer(request), threads);
  }

  private HttpResponse answer(HttpRequest request) {
    var body = new Body(request, forms, threads, idle);
    String path = request.getUri().path();
    try {
      return safe(dispatch(request, body));
    } catch (Exception e) {
      return safe(problem(request, e).response(path));
    } finally {
      body.leave();
    }
  }

  private HttpResponse dispatch(HttpRequest request, Body body) throws Exception {
    List<String> segments = Route.segments(request.getUri().pathSegments());
    HttpMethod method =
        request.method().equals(HttpMethods.HEAD) ? HttpMethods.GET : request.method();
    for (Route route : routes) {
      Optional<Map<String, String>> named =
          route.method().equals(method) ? route.match(segments) : Optional.empty();
      if (named.isPresent()) {
        var caller = route.everyone() ? Keys.HERE : keys.caller(request);
        return route.answering().answer(new Call(request, body, caller, named.get()));
      }
    }
    throw new Refused(unmatched(request, segments));
  }

  private Problem unmatched(HttpRequest request, List<String> segments) {
    String allowed =
        routes.stream()
            .filter(route -> route.match(segments).isPresent())
            .map(route -> route.method().value())
            .distinct()
            .collect(Collectors.joining(", "));
    if (allowed.isEmpty()) {
      return ProblemKind.NOT_FOUND.because(
          "nothing lives at this path; /openapi.json lists what there is");
    }
    return ProblemKind.METHOD_NOT_ALLOWED
        .because("%s is not possible here; use %s".formatted(request.method().value(), allowed))
        .with("Allow", allowed);
  }

  private Problem problem(HttpRequest request, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return refused.problem();
      }
      if (cause instanceof BodyBroken broken) {
        return broken.problem();
      }
      if (cause instanceof StoreFullException) {
        return ProblemKind.STORE_FULL.because(
            "the server has no room for more bytes; nothing of this request was kept");
      }
      if (cause instanceof QueueFullException) {
        return ProblemKind.UNAVAILABLE
            .because("the queue is full; it drains by itself, send the request again later")
            .retryAfter(Duration.ofSeconds(5));
      }
      if (cause instanceof ObjectNotFoundException) {
        return ProblemKind.NOT_FOUND.because("it was removed from the store");
      }
      if (cause instanceof UnreachableException) {
        LOG.warn("{}: {}", path(request), cause.getMessage());
        return ProblemKind.UNAVAILABLE
            .because("a store of the server does not answer; send the request again later")
            .retryAfter(Duration.ofSeconds(5));
      }
    }
    return fault(request, failure);
  }

  private Problem fault(HttpRequest request, Exception failure) {
    String id = "%016x".formatted(random.nextLong());
    String what = "%s %s".formatted(request.method().value(), path(request));
    LOG.error("request failed: {} (error id {})", what, id, failure);
    return ProblemKind.INTERNAL.because(
        "the server could not answer; its log tells why under the error id %s".formatted(id));
  }

  /// For the log, which names no person.
  private static String path(HttpRequest request) {
    String path = request.getUri().path();
    return path.startsWith(SUBJECTS) ? SUBJECTS + "…" : path;
  }

  private static HttpResponse safe(HttpResponse response) {
    HttpResponse sniffless =
        response
            .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
            .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"));
    return response.getHeader("Cache-Control").isPresent()
        ? sniffless
        : sniffless.addHeader(RawHeader.create("Cache-Control", "no-store"));
  }
}
