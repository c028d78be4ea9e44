package dev.vifte.http;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/// Turns what the HTTP parser refuses into problem documents. Pekko finds it by name and takes the
/// instance from `MODULE$`, as if it were a Scala object.
public final class ParsingProblems extends ParsingErrorHandler {
  /// The instance.
  public static final ParsingProblems MODULE$ = new ParsingProblems();

  private ParsingProblems() {}

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    log.debug("refused by the parser: {} ({})", error.summary(), error.detail());
    return new Problem(ProblemKind.HTTP, status.intValue(), error.summary(), java.util.List.of())
        .response("");
  }
}
