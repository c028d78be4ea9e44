package dev.vifte.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.headers.ContentDisposition;

/// The name of an uploaded file, for people: it never becomes a path. From `Content-Disposition`,
/// `X-File-Name` (percent-encoded where it is not ASCII) or `?name=`.
final class FileName {
  private static final String NONE = "upload";
  private static final int LONGEST = 255;

  private FileName() {}

  static String of(Call call) {
    return clean(
        disposition(call)
            .or(() -> call.header("X-File-Name").map(FileName::decoded))
            .or(() -> call.query("name"))
            .orElse(""));
  }

  /// The last part of a path, without what a terminal or a header could choke on.
  static String clean(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String visible = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "").strip();
    String kept = visible.substring(0, visible.offsetByCodePoints(0, longest(visible)));
    return kept.isEmpty() || kept.equals(".") || kept.equals("..") ? NONE : kept;
  }

  private static int longest(String name) {
    return Math.min(LONGEST, name.codePointCount(0, name.length()));
  }

  private static Optional<String> disposition(Call call) {
    return call.request()
        .getHeader(ContentDisposition.class)
        .map(ContentDisposition::getParams)
        .flatMap(params ->
            Optional.ofNullable(params.get("filename*"))
                .or(() -> Optional.ofNullable(params.get("filename"))));
  }

  static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
