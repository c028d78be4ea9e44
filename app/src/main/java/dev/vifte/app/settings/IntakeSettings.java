package dev.vifte.app.settings;

import java.util.List;

/// How much may come in.
public record IntakeSettings(int uploads, int perTenant, double fullAt) {
  static final Key<Integer> UPLOADS =
      new Key<>("intake.uploads", "64", Form.whole(1, 100_000), "uploads at once on this node");
  static final Key<Integer> PER_TENANT =
      new Key<>(
          "intake.per-tenant", "500", Form.whole(1, 1_000_000), "uploads a second of one tenant");
  static final Key<Double> FULL_AT =
      new Key<>(
          "intake.full-at",
          "0.7",
          Form.fraction(),
          "part of the queue at which uploads are refused; the rest is for running jobs");
  static final List<Key<?>> KEYS = List.of(UPLOADS, PER_TENANT, FULL_AT);

  static IntakeSettings read(Values values) {
    return new IntakeSettings(values.get(UPLOADS), values.get(PER_TENANT), values.get(FULL_AT));
  }
}
