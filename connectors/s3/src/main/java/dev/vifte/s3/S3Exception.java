package dev.vifte.s3;

import java.io.IOException;

/// A store refused a request or could not be asked; the message says what, why and what to do.
final class S3Exception extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /// @param code of the S3 protocol; empty when the store sent none
  S3Exception(String what, String code, Throwable cause) {
    super(what, cause);
    this.code = code;
  }

  boolean is(String other) {
    return code.equals(other);
  }
}
