package dev.vifte.app.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How people are known, and who else is told when one is erased.
///
/// @param key in place of the one in the file
/// @param hooks called when nothing of a data subject is left here
/// @param secretFile whose content signs those calls
/// @param ledger folder, or URL of a bucket, in which every erasure is written down outside of the
///   store
public record SubjectSettings(
    Path keyFile,
    Optional<String> key,
    List<String> hooks,
    Optional<Path> secretFile,
    Optional<String> ledger) {
  static final Key<Path> KEY_FILE =
      new Key<>(
          "subjects.key-file",
          "vifte-subjects.key",
          Form.PATH,
          "key under which names of data subjects are hashed; made by the first gateway. Keep it:"
              + " without it nobody is found again");
  static final Key<Optional<String>> KEY =
      new Key<>(
          "subjects.secret",
          "",
          new Form<>("at least 20 characters", SubjectSettings::secret),
          "that key itself, the same for all gateways; for stacks that bring their secrets");
  static final Key<List<String>> HOOKS =
      new Key<>(
          "erase.hooks",
          "",
          Form.listOf("addresses with commas", SubjectSettings::address),
          "programs of yours that are told, by a POST, when a data subject was erased here");
  static final Key<Optional<Path>> SECRET_FILE =
      new Key<>(
          "erase.secret-file",
          "",
          Form.optionalPath(),
          "file whose content signs those calls, as `call/webhook` does");
  static final Key<Optional<String>> LEDGER =
      new Key<>(
          "erase.ledger",
          "",
          Form.optional("a path, or s3:https://HOST/BUCKET"),
          "folder on another disk, or bucket that is not that of the objects, the same for all nodes,"
              + " in which every erasure of a data subject is written down; `vifte restore` asks it");
  static final List<Key<?>> KEYS = List.of(KEY_FILE, KEY, HOOKS, SECRET_FILE, LEDGER);

  static SubjectSettings read(Values values) {
    return new SubjectSettings(
        values.get(KEY_FILE),
        values.get(KEY),
        values.get(HOOKS),
        values.get(SECRET_FILE),
        values.get(LEDGER));
  }

  private static Optional<String> secret(String text) {
    if (!text.isBlank() && text.length() < 20) {
      throw new IllegalArgumentException("must be at least 20 characters, as it can be guessed");
    }
    return Optional.of(text).filter(given -> !given.isBlank());
  }

  private static String address(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && uri.getScheme().matches("https?") && uri.getUserInfo() == null) {
        return text;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new IllegalArgumentException(
        "must be addresses such as https://host/path, without a password, not '%s'"
            .formatted(text));
  }

  @Override
  public String toString() {
    return "subjects by " + keyFile + ", hooks " + hooks.size();
  }
}
