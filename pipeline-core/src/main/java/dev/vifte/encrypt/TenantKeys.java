package dev.vifte.encrypt;

import dev.vifte.job.TenantId;
import dev.vifte.object.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keys of tenants, from a file of lines `tenant id key`: 32 bytes as base64. The last line of
/// a tenant is its current key; the others only decrypt. A tenant without a line is not encrypted.
/// Immutable.
public final class TenantKeys implements EncryptionKeys {
  private final Map<TenantId, List<EncryptionKey>> keys;

  private TenantKeys(Map<TenantId, List<EncryptionKey>> keys) {
    this.keys = Map.copyOf(keys);
  }

  /// Reads the file.
  ///
  /// @throws IOException when it cannot be read
  /// @throws IllegalArgumentException naming the line that is wrong, never the key in it
  public static TenantKeys read(Path file) throws IOException {
    var keys = new HashMap<TenantId, List<EncryptionKey>>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        add(keys, line.strip().split("\\s+", -1), file + ":" + number);
      }
    }
    keys.replaceAll((_, all) -> List.copyOf(all));
    return new TenantKeys(keys);
  }

  private static void add(Map<TenantId, List<EncryptionKey>> keys, String[] words, String where) {
    if (words.length != 3) {
      throw new IllegalArgumentException(
          where + ": write a tenant, the id of a key, and 32 bytes as base64");
    }
    EncryptionKey key;
    List<EncryptionKey> all;
    try {
      all = keys.computeIfAbsent(new TenantId(words[0]), _ -> new ArrayList<>());
      key = EncryptionKey.of(words[1], Base64.getDecoder().decode(words[2]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          where + ": this is no key of a tenant; write a tenant, an id, and 32 bytes as base64", e);
    }
    if (all.stream().anyMatch(other -> other.id().equals(key.id()))) {
      throw new IllegalArgumentException(where + ": the tenant has a key of this id already");
    }
    all.add(key);
  }

  /// Those that are encrypted.
  public Set<TenantId> tenants() {
    return keys.keySet();
  }

  @Override
  public Optional<EncryptionKey> current(ObjectKey object) {
    return of(object).map(List::getLast);
  }

  @Override
  public Optional<EncryptionKey> find(ObjectKey object, String id) {
    return of(object).flatMap(all -> all.stream().filter(key -> key.id().equals(id)).findFirst());
  }

  /// Inputs and outputs lie below `in/<tenant>/` and `out/<tenant>/`; nothing else is anybody's.
  private Optional<List<EncryptionKey>> of(ObjectKey object) {
    String[] parts = object.value().split("/", 3);
    boolean owned = parts.length == 3 && (parts[0].equals("in") || parts[0].equals("out"));
    return keys.entrySet().stream()
        .filter(each -> owned && each.getKey().value().equals(parts[1]))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
