package dev.vifte.http;

import dev.vifte.http.ApiKeys.Caller;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageName;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/// One request to one route, with its parts read into types. A part that cannot be read ends the
/// request with a problem that names it.
///
/// @param path the named segments of the route
record Call(HttpRequest request, Body body, Caller caller, Map<String, String> path) {
  TenantId tenant() {
    return caller.tenant();
  }

  JobId job() {
    return segment("job", JobId::new);
  }

  StageName stage() {
    return segment("stage", StageName::new);
  }

  PipelineName pipeline() {
    return segment("pipeline", PipelineName::new);
  }

  String segment(String name) {
    return path.getOrDefault(name, "");
  }

  /// A name outside its alphabet names nothing.
  <T> T segment(String name, Function<String, T> type) {
    try {
      return type.apply(segment(name));
    } catch (IllegalArgumentException e) {
      throw ProblemKind.NOT_FOUND.refuse(String.valueOf(e.getMessage()));
    }
  }

  Optional<String> query(String name) {
    return request.getUri().query().get(name).filter(value -> !value.isEmpty());
  }

  <T> Optional<T> query(String name, Function<String, T> type) {
    return query(name).map(value -> read("query parameter '" + name + "'", value, type));
  }

  Optional<String> header(String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  <T> Optional<T> header(String name, Function<String, T> type) {
    return header(name).map(value -> read("header '" + name + "'", value, type));
  }

  /// How many of a list to answer with.
  int limit() {
    int limit = query("limit", Integer::valueOf).orElse(100);
    if (limit < 1 || limit > 1000) {
      throw ProblemKind.MALFORMED.refuse("limit must be 1 to 1000, not " + limit);
    }
    return limit;
  }

  boolean isHead() {
    return request.method().equals(HttpMethods.HEAD);
  }

  private static <T> T read(String what, String value, Function<String, T> type) {
    try {
      return type.apply(value);
    } catch (IllegalArgumentException e) {
      throw ProblemKind.MALFORMED.refuse("%s: %s".formatted(what, e.getMessage()));
    }
  }
}
