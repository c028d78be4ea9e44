package dev.vifte.ingest;

import dev.vifte.job.TenantId;

/// What each tenant may take. Asked for every upload, so that a change counts at once; answers from
/// memory. Safe for use by many threads.
@FunctionalInterface
public interface Shares {
  Share of(TenantId tenant);

  /// The same for all.
  static Shares same(Share share) {
    return _ -> share;
  }
}
