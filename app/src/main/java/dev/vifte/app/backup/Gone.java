package dev.vifte.app.backup;

import dev.vifte.audit.AuditEntry;
import dev.vifte.erase.Receipt;
import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.OneJob;
import dev.vifte.job.Erasure.Person;
import dev.vifte.job.JobId;
import dev.vifte.job.Subject;
import dev.vifte.job.TenantId;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who and what was erased, by all that tells of it: receipts, audit logs, the ledger. Used by one
/// thread.
final class Gone {
  private static final ObjectPrefix RECEIPTS = ObjectPrefix.under(new ObjectKey("erased"));
  private static final ObjectPrefix AUDIT = ObjectPrefix.under(new ObjectKey("audit"));
  private static final Pattern PERSON = Pattern.compile("e-([0-9a-f]{40})");

  private final Instant now;
  private final Set<Erasure> found = new LinkedHashSet<>();

  /// @param now when what was found begins anew
  Gone(Instant now) {
    this.now = now;
  }

  /// What a backup itself tells: its objects were copied behind its state.
  void tellsOf(SetReader backup) throws IOException {
    backup.objects(line -> {
      receipt(line.key());
      if (line.key().value().startsWith(AUDIT.value())) {
        try (InputStream entry = backup.open(line.part())) {
          entry(entry.readAllBytes());
        }
      }
    });
  }

  /// What a store tells.
  void tellsOf(ObjectCopies objects) throws IOException {
    try (Stream<ObjectInfo> all = objects.list(RECEIPTS)) {
      all.forEach(each -> receipt(each.key()));
    }
    try (Stream<ObjectInfo> all = objects.list(AUDIT)) {
      for (ObjectInfo each : (Iterable<ObjectInfo>) all::iterator) {
        try (var there = objects.open(each.key())) {
          entry(there.stream().readAllBytes());
        }
      }
    }
  }

  /// The key of a receipt; any other is passed over.
  void receipt(ObjectKey key) {
    Receipt.begunAnew(key, now).ifPresent(found::add);
  }

  private void entry(byte[] json) {
    AuditEntry entry = AuditEntry.fromJson(json);
    switch (entry.what()) {
      case "job.erase" -> add(entry.tenant(), new OneJob(new JobId(entry.about())));
      case "subject.erase", "subject.erased" ->
          person(entry.about()).ifPresent(person -> add(entry.tenant(), person));
      default -> {}
    }
  }

  private static Optional<Person> person(String erasure) {
    Matcher hash = PERSON.matcher(erasure);
    return hash.matches() ? Optional.of(new Person(new Subject(hash.group(1)))) : Optional.empty();
  }

  private void add(TenantId tenant, Erasure.Target target) {
    found.add(Erasure.begin(tenant, target, now));
  }

  List<Erasure> all() {
    return List.copyOf(found);
  }

  boolean holds(TenantId tenant, Subject subject) {
    return found.contains(Erasure.begin(tenant, new Person(subject), now));
  }
}
