package dev.vifte.ingest;

import dev.vifte.job.TenantId;
import java.util.Map;
import java.util.Optional;

/// Which tenants' files may lie here. One that has no home may lie anywhere.
///
/// @param here the region in which this installation stores; empty when nobody has said
/// @param homes regions in which the files of a tenant have to lie
public record Residency(Optional<String> here, Map<TenantId, String> homes) {
  public static final Residency ANYWHERE = new Residency(Optional.empty(), Map.of());

  public Residency {
    homes = Map.copyOf(homes);
    if (here.isEmpty() && !homes.isEmpty()) {
      throw new IllegalArgumentException(
          "tenants have homes, but nobody says in which region this installation stores; set"
              + " residency.here");
    }
  }

  /// Why nothing of a tenant may be stored here; empty when it may.
  public Optional<String> refusal(TenantId tenant) {
    return Optional.ofNullable(homes.get(tenant))
        .filter(home -> !here.equals(Optional.of(home)))
        .map(home ->
            "files of tenant %s have to lie in %s, and this installation stores in %s; send them to a gateway there"
                .formatted(tenant, home, here.orElse("no region")));
  }
}
