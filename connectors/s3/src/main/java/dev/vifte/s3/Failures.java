package dev.vifte.s3;

import dev.vifte.UnreachableException;
import dev.vifte.object.StoreFullException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// Turns what the SDK throws into what a person can act on, and tells what passes by itself.
///
/// @param where the store, for people
record Failures(String where) {
  private static final Pattern STATUS = Pattern.compile("Response code: (\\d{3})");
  private static final int FULL = 507;
  private static final Set<Integer> PASSING_STATUS = Set.of(408, 429, 500, 502, 503, 504);
  private static final Set<String> PASSING =
      Set.of(
          "SlowDown",
          "SlowDownRead",
          "SlowDownWrite",
          "ServiceUnavailable",
          "InternalError",
          "RequestTimeout",
          "IncompleteBody",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "OperationAborted",
          "ConditionalRequestConflict",
          "XMinioServerNotInitialized");
  private static final Set<String> NO_ROOM =
      Set.of(
          "XMinioStorageFull",
          "XMinioAdminBucketQuotaExceeded",
          "QuotaExceeded",
          "InsufficientStorage",
          "InsufficientCapacity");
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("NoSuchBucket", "the bucket does not exist; create it, or correct its name"),
          Map.entry("InvalidAccessKeyId", "the access key is not known there; correct it"),
          Map.entry("SignatureDoesNotMatch", "the secret key is not the right one; correct it"),
          Map.entry("AccessDenied", "access is denied; check the keys and what their user may do"),
          Map.entry("PreconditionFailed", "the object there is another one by now"),
          Map.entry("ExpiredToken", "the credentials have expired; renew them"),
          Map.entry("InvalidToken", "the session token is not valid; renew the credentials"),
          Map.entry(
              "RequestTimeTooSkewed",
              "the clocks of this machine and of the store differ too much; set both by NTP"),
          Map.entry(
              "AuthorizationHeaderMalformed", "the store is in another region; correct `region`"),
          Map.entry(
              "BadRequest",
              "it refuses the request and does not say why; check the region and the path style"),
          Map.entry("PermanentRedirect", "the bucket is elsewhere; correct endpoint or region"),
          Map.entry("Redirect", "the bucket is elsewhere; correct endpoint or region"));

  /// Whether the same request may succeed a moment later.
  static boolean passing(Throwable e) {
    return switch (e) {
      case ErrorResponseException refused ->
          PASSING.contains(refused.errorResponse().code())
              || (refused.response().code() > 500
                  && PASSING_STATUS.contains(refused.response().code()));
      case ServerException failed -> PASSING_STATUS.contains(failed.statusCode());
      case InvalidResponseException odd -> PASSING_STATUS.contains(status(odd));
      case InterruptedIOException _ -> false;
      case SSLException _ -> false;
      case IOException _ -> true;
      default -> false;
    };
  }

  /// @param what was to be done, such as `cannot put a/b`
  IOException translate(String what, Throwable e) {
    return switch (e) {
      case ErrorResponseException refused ->
          refused(what, refused.errorResponse().code(), refused.response().code(), refused);
      case ServerException failed -> refused(what, "", failed.statusCode(), failed);
      case InvalidResponseException odd -> odd(what, status(odd), odd);
      case SocketTimeoutException slow ->
          away(what, "it does not answer in time; look at its load and its log", slow);
      case InterruptedIOException stopped -> stopped;
      case SSLException tls ->
          failure(
              what,
              "no secure connection (%s); give the certificate authority of the store"
                  .formatted(tls.getMessage()),
              tls);
      case IOException gone ->
          away(what, "no connection (%s); is it running?".formatted(gone), gone);
      case MinioException sdk when sdk.getCause() instanceof IOException cause ->
          translate(what, cause);
      default -> failure(what, String.valueOf(e.getMessage()), e);
    };
  }

  private IOException refused(String what, String code, int status, MinioException e) {
    String said = String.valueOf(e.getMessage());
    if (status == FULL || NO_ROOM.contains(code) || saysFull(said)) {
      return new StoreFullException(
          "%s: no room left in %s; give it more, or erase old jobs".formatted(what, where), e);
    }
    String why = ADVICE.getOrDefault(code, "%s (%s, HTTP %d)".formatted(said, code, status));
    return passing(e)
        ? away(what, why + "; it is overloaded or starting, try again later", e)
        : new S3Exception("%s in %s: %s".formatted(what, where, why), code, e);
  }

  private IOException odd(String what, int status, InvalidResponseException e) {
    return PASSING_STATUS.contains(status)
        ? away(what, "it is not available (HTTP %d); try again later".formatted(status), e)
        : failure(
            what,
            "what answers there (HTTP %d) is no S3 store; correct the endpoint".formatted(status),
            e);
  }

  private UnreachableException away(String what, String why, Throwable e) {
    return new UnreachableException("%s in %s: %s".formatted(what, where, why), e);
  }

  private S3Exception failure(String what, String why, Throwable e) {
    return new S3Exception("%s in %s: %s".formatted(what, where, why), "", e);
  }

  private static boolean saysFull(String message) {
    String said = message.toLowerCase(Locale.ROOT);
    return said.contains("no space left") || said.contains("quota exceeded");
  }

  private static int status(InvalidResponseException e) {
    Matcher found = STATUS.matcher(String.valueOf(e.getMessage()));
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }
}
