package dev.vifte.http;

import dev.vifte.Json;
import dev.vifte.job.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who may ask, and as which tenant. A key is 256 random bits, so its plain SHA-256 is kept and
/// nothing else; the key itself is seen once, by whoever made it. Safe for use by many threads.
public final class ApiKeys {
  private static final int FORMAT = 1;
  private static final int BYTES = 32;

  private final Optional<Path> file;
  private final SecureRandom random = new SecureRandom();
  private volatile List<Entry> entries;

  /// One key as it is kept.
  record Entry(TenantId tenant, String sha256) {}

  private record Stored(int format, List<Entry> keys) {}

  private ApiKeys(Optional<Path> file, List<Entry> entries) {
    this.file = file;
    this.entries = List.copyOf(entries);
  }

  /// No keys, kept nowhere: everyone on this machine may ask.
  public static ApiKeys none() {
    return new ApiKeys(Optional.empty(), List.of());
  }

  /// The keys of a JSON file; none when it does not exist yet.
  ///
  /// @throws IOException naming the file when it cannot be read or is no list of keys
  public static ApiKeys load(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new ApiKeys(Optional.of(file), List.of());
    }
    try {
      Stored stored = Json.read(Files.readAllBytes(file), Stored.class);
      if (stored.format() != FORMAT) {
        throw new IOException(
            "the API keys in %s have format %d but this program reads %d; update it"
                .formatted(file, stored.format(), FORMAT));
      }
      return new ApiKeys(Optional.of(file), stored.keys());
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IOException(
          "%s is no list of API keys (%s); restore it, or move it away and make new keys"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// These keys and one more that is kept elsewhere, such as in a secret of a stack.
  public ApiKeys and(TenantId tenant, String key) {
    var more = new ArrayList<>(entries);
    more.add(new Entry(tenant, HexFormat.of().formatHex(hash(key))));
    return new ApiKeys(Optional.empty(), more);
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /// Whose keys there are, by their hashes, in the order they were made.
  public Map<String, TenantId> hashes() {
    var tenants = new LinkedHashMap<String, TenantId>();
    entries.forEach(entry -> tenants.put(entry.sha256(), entry.tenant()));
    return tenants;
  }

  /// Makes a key for a tenant and keeps its hash. Returns the key: show it once.
  ///
  /// @throws IOException when the file cannot be written; no key is made then
  public synchronized String create(TenantId tenant) throws IOException {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    String key = "vifte_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    var more = new ArrayList<>(entries);
    more.add(new Entry(tenant, HexFormat.of().formatHex(hash(key))));
    if (file.isPresent()) {
      write(file.get(), Json.bytes(new Stored(FORMAT, more)));
    }
    entries = List.copyOf(more);
    return key;
  }

  /// Forgets a key. The last one stays: without any, whoever reaches the gateway on this machine
  /// may ask.
  ///
  /// @param start of its hash, as far as it names one key only
  /// @return whose it was
  /// @throws IllegalArgumentException saying what to do when it does not name one, or it is the
  ///   last
  /// @throws IOException when the file cannot be written; the key is known as before then
  public synchronized TenantId remove(String start) throws IOException {
    List<Entry> named = entries.stream().filter(each -> each.sha256().startsWith(start)).toList();
    if (named.size() != 1) {
      throw new IllegalArgumentException(
          "'%s' begins the hashes of %d keys; give more of one that `vifte keys list` shows"
              .formatted(start, named.size()));
    }
    if (entries.size() == 1) {
      throw new IllegalArgumentException(
          "this is the last key; make another first, or delete the file to ask for none");
    }
    List<Entry> left = entries.stream().filter(each -> !named.contains(each)).toList();
    if (file.isPresent()) {
      write(file.get(), Json.bytes(new Stored(FORMAT, left)));
    }
    entries = left;
    return named.getFirst().tenant();
  }

  /// Whose key it is. Takes the same time whether and where it is in the list.
  Optional<Caller> caller(String key) {
    byte[] asked = hash(key);
    Optional<Caller> found = Optional.empty();
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(asked, HexFormat.of().parseHex(entry.sha256()))) {
        found = Optional.of(new Caller(entry.tenant(), entry.sha256().substring(0, 12)));
      }
    }
    return found;
  }

  /// Who asks.
  ///
  /// @param key the start of its hash, as `vifte keys list` shows it
  record Caller(TenantId tenant, String key) {}

  /// Whole or not at all, and readable by its owner only.
  private static void write(Path file, byte[] json) throws IOException {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "keys", ".tmp");
    try {
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(draft, json);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
