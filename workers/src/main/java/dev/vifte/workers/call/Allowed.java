package dev.vifte.workers.call;

import dev.vifte.stage.SettingsReader;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What may be called although it is not public: names (`functions.internal`, `*.internal`),
/// addresses and ranges of them.
record Allowed(List<String> names, List<Cidr> ranges) {
  /// Nothing but the public internet.
  static final Allowed NOTHING = new Allowed(List.of(), List.of());

  private static final String VARIABLE = "VIFTE_CALL_ALLOW";

  /// Reads a list separated by commas.
  ///
  /// @throws IllegalArgumentException naming the entry that cannot be understood
  static Allowed parse(String list) {
    List<String> entries =
        Stream.of(list.split(",")).map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    return new Allowed(
        entries.stream().filter(e -> !isRange(e)).map(e -> e.toLowerCase(Locale.ROOT)).toList(),
        entries.stream().filter(Allowed::isRange).map(Cidr::of).toList());
  }

  /// What the operator of this node allows by `VIFTE_CALL_ALLOW`.
  static Allowed fromEnvironment() {
    try {
      return parse(System.getenv().getOrDefault(VARIABLE, ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(VARIABLE + ": " + e.getMessage(), e);
    }
  }

  /// Says at the start of the node, not at the first call, that the variable is wrong.
  static void check(SettingsReader reader) {
    try {
      fromEnvironment();
    } catch (IllegalArgumentException e) {
      reader.problem("url", String.valueOf(e.getMessage()));
    }
  }

  boolean permits(String host, InetAddress address) {
    return names.stream().anyMatch(name -> matches(name, host.toLowerCase(Locale.ROOT)))
        || ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static boolean matches(String name, String host) {
    return name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
  }

  private static boolean isRange(String entry) {
    return entry.contains("/") || entry.contains(":") || entry.matches("[\\d.]+");
  }
}
