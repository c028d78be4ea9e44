package dev.vifte.nats;

import java.nio.file.Path;

/// Who we are to the server. Secrets are never printed.
public sealed interface NatsLogin {
  /// Nobody in particular, or who the TLS certificate says.
  record Anonymous() implements NatsLogin {}

  record Password(String user, String password) implements NatsLogin {
    @Override
    public String toString() {
      return "user " + user;
    }
  }

  record Token(String token) implements NatsLogin {
    @Override
    public String toString() {
      return "a token";
    }
  }

  /// A `.creds` file: a user's JWT and its key.
  record Credentials(Path file) implements NatsLogin {
    @Override
    public String toString() {
      return "the credentials in " + file;
    }
  }
}
