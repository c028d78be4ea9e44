package dev.vifte.queue;

import dev.vifte.job.TenantId;
import java.util.Optional;

/// Which waiting messages to purge; an empty part matches all.
public record TaskFilter(Optional<PoolName> pool, Optional<TenantId> tenant) {}
