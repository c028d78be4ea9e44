package dev.vifte.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every kind of error the gateway answers with. The word is part of the contract; the advice is
/// what `/problems/{word}` says.
enum ProblemKind {
  MALFORMED(400, "The request is malformed", "Correct what the detail names and send it again."),
  UNAUTHORIZED(401, "An API key is needed", "Send a key as 'Authorization: Bearer <key>'."),
  FORBIDDEN(403, "This is not allowed", "Ask from the same machine, or set up API keys."),
  NOT_FOUND(404, "There is no such thing", "Check the address; ids are case-sensitive."),
  METHOD_NOT_ALLOWED(405, "Another method is needed", "Use a method of the Allow header."),
  CONFLICT(409, "It is not in a state for that", "Look at its present state first."),
  IN_PROGRESS(409, "The same upload is running", "Wait for Retry-After, then send it again."),
  GONE(410, "It was erased", "Do not send it again; nothing erased comes back."),
  TOO_LARGE(413, "The file is too large", "Send a smaller file or raise limits.size."),
  WRONG_TYPE(415, "The pipeline does not take this type", "Send a type it accepts."),
  RANGE_NOT_SATISFIABLE(416, "The range lies outside the file", "Ask for a part of Content-Range."),
  MISDIRECTED(421, "These files lie elsewhere", "Send them to a gateway of the region it names."),
  EMPTY(422, "The file is empty", "Send at least one byte."),
  KEY_MISMATCH(422, "The Idempotency-Key is taken", "Use a new key for other bytes."),
  TOO_MANY_REQUESTS(429, "Too many uploads", "Wait for Retry-After, then send it again."),
  INTERNAL(500, "The server has a fault", "Give the error id to the operator: it is in the log."),
  UNAVAILABLE(503, "No room right now", "Wait for Retry-After, then send it again."),
  STORE_FULL(507, "The store is full", "Ask the operator to free space, then send it again."),
  /// What the HTTP parser itself refuses; the status is its own.
  HTTP(400, "This is not valid HTTP", "Correct what the detail names and send it again.");

  private final int status;
  private final String title;
  private final String advice;

  ProblemKind(int status, String title, String advice) {
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String advice() {
    return advice;
  }

  /// `too-large`.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<ProblemKind> find(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /// A problem of this kind.
  ///
  /// @param detail what, which and what to do
  Problem because(String detail) {
    return new Problem(this, status, detail, java.util.List.of());
  }

  /// A problem of this kind, to be thrown.
  Refused refuse(String detail) {
    return new Refused(because(detail));
  }
}
