package dev.vifte.workers.pdf;

import dev.vifte.Json;
import dev.vifte.stage.StageSettings;
import java.util.Optional;

/// The setting that names the secret with a password, for stages that have no other.
final class PasswordSetting {
  private static final String KEY = "password";

  private PasswordSetting() {}

  static Optional<String> read(StageSettings with) {
    var reader = with.read();
    var secret = reader.text(KEY);
    reader.done();
    return secret;
  }

  static StageSettings settings(Optional<String> secret) {
    var json = Json.object();
    secret.ifPresent(name -> json.put(KEY, name));
    return StageSettings.of(json);
  }
}
