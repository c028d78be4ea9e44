package dev.vifte.queue;

import dev.vifte.job.TenantId;
import java.util.Map;

/// What the whole queue holds, all pools together.
///
/// @param messages that are not settled
/// @param bytes of them
/// @param limit of those bytes
/// @param settled how many have left the queue since some moment in the past: only the difference
///   of two looks means anything
/// @param perTenant messages that are not settled, by tenant
public record Load(
    long messages, long bytes, long limit, long settled, Map<TenantId, Long> perTenant) {
  /// What a message takes while the queue holds none to tell.
  private static final long USUAL_BYTES = 512;

  public Load {
    perTenant = Map.copyOf(perTenant);
  }

  /// Messages of one tenant.
  public long of(TenantId tenant) {
    return perTenant.getOrDefault(tenant, 0L);
  }

  /// How many messages of the size of those it holds fit into a part of its limit.
  public long room(double part) {
    double size = messages == 0 ? USUAL_BYTES : (double) bytes / messages;
    return (long) (limit * part / size);
  }
}
