package dev.vifte.audit;

import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The audit log of each tenant: an object for each entry, put only where none is, so that of two
/// who append at once one comes first. Each entry holds the hash of the one before: what is changed
/// or left out later breaks the chain. Nothing here removes an entry. Safe for use by many threads
/// and many nodes.
public final class AuditLog {
  private static final ObjectKey FOLDER = new ObjectKey("audit");
  private static final PutOptions ONCE = PutOptions.once(new MediaType("application/json"));
  private static final int TRIES = 1000;

  private final ObjectStore objects;
  private final InstantSource clock;

  /// The last number that this node knows of; others may have gone on.
  private final Map<TenantId, Long> last = new ConcurrentHashMap<>();

  public AuditLog(ObjectStore objects, InstantSource clock) {
    this.objects = objects;
    this.clock = clock;
  }

  /// What is to be written down.
  public record Deed(String who, String what, String about, Map<String, Long> counts) {
    public Deed(String who, String what, String about) {
      this(who, what, about, Map.of());
    }
  }

  /// Writes an entry behind all that are there. Durable when it returns.
  public AuditEntry append(TenantId tenant, Deed deed) throws IOException {
    long before = last(tenant);
    for (int i = 0; i < TRIES; i++) {
      AuditEntry entry = entry(tenant, deed, before);
      boolean first =
          objects
              .put(key(tenant, entry.number()), new ByteArrayInputStream(entry.json()), ONCE)
              .created();
      before = entry.number();
      last.put(tenant, before);
      if (first) {
        return entry;
      }
    }
    throw new IOException("the audit log changes too fast to be written to; try again");
  }

  /// Entries behind a number, in order.
  public List<AuditEntry> read(TenantId tenant, long after, int limit) throws IOException {
    var entries = new ArrayList<AuditEntry>();
    Optional<AuditEntry> next = find(tenant, after + 1);
    while (next.isPresent() && entries.size() < limit) {
      entries.add(next.get());
      next = find(tenant, after + 1 + entries.size());
    }
    return entries;
  }

  private AuditEntry entry(TenantId tenant, Deed deed, long before) throws IOException {
    String previous = before == 0 ? "" : find(tenant, before).map(AuditEntry::hash).orElse("lost");
    return new AuditEntry(
        AuditEntry.FORMAT,
        before + 1,
        tenant,
        clock.instant(),
        deed.who(),
        deed.what(),
        deed.about(),
        deed.counts(),
        previous);
  }

  /// The first time it is looked for in the store.
  private long last(TenantId tenant) throws IOException {
    Long known = last.get(tenant);
    if (known != null) {
      return known;
    }
    try (Stream<ObjectInfo> all = objects.list(ObjectPrefix.under(FOLDER.child(tenant.value())))) {
      long found = all.mapToLong(each -> number(each.key())).max().orElse(0);
      return found;
    }
  }

  private Optional<AuditEntry> find(TenantId tenant, long number) throws IOException {
    try (var content = objects.open(key(tenant, number), ByteRange.ALL)) {
      return Optional.of(AuditEntry.fromJson(content.stream().readAllBytes()));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  /// So that names sort by number.
  private static ObjectKey key(TenantId tenant, long number) {
    return FOLDER.child(tenant.value()).child("%012d.json".formatted(number));
  }

  private static long number(ObjectKey key) {
    String name = key.value().substring(key.value().lastIndexOf('/') + 1);
    return name.matches("\\d{12}\\.json") ? Long.parseLong(name.substring(0, 12)) : 0;
  }
}
