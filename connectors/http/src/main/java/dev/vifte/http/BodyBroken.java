package dev.vifte.http;

import java.io.IOException;

/// The uploader's side failed while its bytes were read, with what to tell it if it still listens.
final class BodyBroken extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  BodyBroken(Problem problem, Throwable cause) {
    super(problem.detail(), cause);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
