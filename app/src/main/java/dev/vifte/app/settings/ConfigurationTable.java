package dev.vifte.app.settings;

import java.util.stream.Collectors;

/// The reference of all settings as Markdown, made from the settings themselves.
public final class ConfigurationTable {
  private static final String PAGE =
      """
      # Configuration

      One file, `vifte.yaml` in the working directory or named by `--config`, and environment
      variables, which win over it. Nothing has to be set. Every mistake is reported at once, with
      its place; `vifte doctor` checks the rest. Relative paths start at the working directory.

      ```yaml
      http: { host: 0.0.0.0, port: 8080 }
      node: { memory: 60%, drain: 40s }
      log: { format: json }
      ```

      | key | variable | default | may be | does |
      |---|---|---|---|---|
      """;

  private static final String REST =
      """

      A variable may also name a file that holds the value, as the secrets of containers do:
      `VIFTE_S3_SECRET_KEY_FILE` in place of `VIFTE_S3_SECRET_KEY`, and so on for every setting.

      `VIFTE_CALL_ALLOW` names hosts and ranges of your own network, with commas between them, that
      `call/http`, webhooks and erase hooks may reach; the same on all nodes.

      The command also reads `VIFTE_URL` and `VIFTE_API_KEY` (which gateway to talk to),
      `VIFTE_HEAP` (the Java heap, such as `512m`; half of the machine's memory by default) and
      `JAVA_OPTS` (further options of the JVM).
      """;

  private ConfigurationTable() {}

  /// The page `docs/configuration.md`.
  public static String markdown() {
    return Settings.KEYS.stream()
        .map(ConfigurationTable::row)
        .collect(Collectors.joining("", PAGE, REST));
  }

  private static String row(Key<?> key) {
    return "| `%s` | `%s` | %s | %s | %s |%n"
        .formatted(key.name(), key.variable(), fallback(key), key.form().says(), key.says());
  }

  private static String fallback(Key<?> key) {
    return key.fallback().isEmpty() ? "none" : "`%s`".formatted(key.fallback());
  }
}
