package dev.vifte.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/// The page, the contract, and what the problems mean. Files of this jar; no other file can be
/// named.
final class PageRoutes {
  private static final Map<String, String> ASSETS =
      Map.of(
          "page.css", "text/css; charset=UTF-8",
          "page.js", "text/javascript; charset=UTF-8",
          "results.js", "text/javascript; charset=UTF-8",
          "client.js", "text/javascript; charset=UTF-8",
          "icon.svg", "image/svg+xml");

  /// The page loads its own files only; pictures also from what its script fetched with a key.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  HttpResponse index(Call call) throws IOException {
    return file("page.html", "text/html; charset=UTF-8")
        .addHeader(RawHeader.create("Content-Security-Policy", POLICY))
        .addHeader(RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"));
  }

  HttpResponse asset(Call call) throws IOException {
    String name = call.segment("file");
    String type = ASSETS.get(name);
    if (type == null) {
      throw ProblemKind.NOT_FOUND.refuse("the page has no file '%s'".formatted(name));
    }
    return file(name, type)
        .addHeader(RawHeader.create("Content-Security-Policy", "sandbox; default-src 'none'"));
  }

  HttpResponse contract(Call call) throws IOException {
    return file("openapi.json", "application/json");
  }

  HttpResponse problem(Call call) {
    ProblemKind kind =
        ProblemKind.find(call.segment("kind"))
            .orElseThrow(() -> ProblemKind.NOT_FOUND.refuse("there is no such kind of problem"));
    return Replies.text("%s.\n%s\n".formatted(kind.title(), kind.advice()));
  }

  private static HttpResponse file(String name, String type) throws IOException {
    try (InputStream in = PageRoutes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the file %s is missing from the gateway's jar".formatted(name));
      }
      return Replies.bytes(ContentTypes.parse(type), in.readAllBytes())
          .addHeader(RawHeader.create("Cache-Control", "no-cache"));
    }
  }
}
