package dev.vifte.app.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How much may come in.
public record IntakeSettings(
    int uploads,
    double fullAt,
    Duration longestWait,
    double tenantPart,
    int perTenant,
    int tenantTasks,
    Optional<Path> tenants) {
  static final Key<Integer> UPLOADS =
      new Key<>("intake.uploads", "64", Form.whole(1, 100_000), "uploads at once on this node");
  static final Key<Double> FULL_AT =
      new Key<>(
          "intake.full-at",
          "0.7",
          Form.fraction(),
          "part of the queue at which uploads are refused; the rest is for running jobs");
  static final Key<Duration> LONGEST_WAIT =
      new Key<>(
          "intake.longest-wait",
          "24h",
          Form.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
          "uploads are refused when they would wait longer at the present pace, or tasks of their"
              + " pipeline do already");
  static final Key<Double> TENANT_PART =
      new Key<>(
          "intake.tenant-part",
          "0.9",
          Form.fraction(),
          "part of `intake.uploads`, and of the queue that is for uploads, that one tenant may"
              + " take");
  static final Key<Integer> PER_TENANT =
      new Key<>(
          "intake.per-tenant",
          "500",
          Form.whole(1, 1_000_000),
          "uploads a second of one tenant, at each gateway");
  static final Key<Integer> TENANT_TASKS =
      new Key<>(
          "intake.tenant-tasks",
          "10000000",
          Form.whole(1, 999_999_999),
          "tasks of one tenant in the queue; above it its uploads are refused");
  static final Key<Optional<Path>> TENANTS =
      new Key<>(
          "intake.tenants",
          "",
          Form.optionalPath(),
          "file with limits of single tenants, such as `acme: { per-second: 20, tasks: 5000 }`;"
              + " read again when it changes");
  static final List<Key<?>> KEYS =
      List.of(UPLOADS, FULL_AT, LONGEST_WAIT, TENANT_PART, PER_TENANT, TENANT_TASKS, TENANTS);

  static IntakeSettings read(Values values) {
    return new IntakeSettings(
        values.get(UPLOADS),
        values.get(FULL_AT),
        values.get(LONGEST_WAIT),
        values.get(TENANT_PART),
        values.get(PER_TENANT),
        values.get(TENANT_TASKS),
        values.get(TENANTS));
  }
}
