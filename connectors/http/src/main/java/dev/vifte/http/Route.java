package dev.vifte.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/// One line of the gateway's table: method, path and what answers.
///
/// @param path segments in braces match anything and are named
/// @param everyone may ask, without an API key
record Route(HttpMethod method, String path, boolean everyone, Answering answering) {
  /// Answers a call; may block, as it runs on a virtual thread.
  @FunctionalInterface
  interface Answering {
    HttpResponse answer(Call call) throws Exception;
  }

  static Route get(String path, Answering answering) {
    return new Route(HttpMethods.GET, path, false, answering);
  }

  static Route post(String path, Answering answering) {
    return new Route(HttpMethods.POST, path, false, answering);
  }

  static Route delete(String path, Answering answering) {
    return new Route(HttpMethods.DELETE, path, false, answering);
  }

  /// This route, for everyone.
  Route open() {
    return new Route(method, path, true, answering);
  }

  /// The named segments, when the path fits.
  Optional<Map<String, String>> match(List<String> segments) {
    List<String> mine = List.of(path.substring(1).split("/", -1));
    if (mine.size() != segments.size()) {
      return Optional.empty();
    }
    var named = new HashMap<String, String>();
    for (int i = 0; i < mine.size(); i++) {
      String part = mine.get(i);
      if (part.startsWith("{")) {
        named.put(part.substring(1, part.length() - 1), segments.get(i));
      } else if (!part.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(named);
  }

  /// The decoded segments of a path: one empty one for `/`.
  static List<String> segments(Iterable<String> decoded) {
    var segments = new ArrayList<String>();
    decoded.forEach(segments::add);
    return segments.isEmpty() ? List.of("") : segments;
  }
}
