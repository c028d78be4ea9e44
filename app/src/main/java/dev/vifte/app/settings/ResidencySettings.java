package dev.vifte.app.settings;

import dev.vifte.ingest.Residency;
import dev.vifte.job.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// In which region this installation stores, and whose files have to lie in which.
public record ResidencySettings(Optional<String> here, List<Home> homes) {
  private static final String REGION = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  static final Key<Optional<String>> HERE =
      new Key<>(
          "residency.here",
          "",
          new Form<>("the name of a region", ResidencySettings::region),
          "region in which this installation stores");
  static final Key<List<Home>> TENANTS =
      new Key<>(
          "residency.tenants",
          "",
          Form.listOf("TENANT=REGION with commas", ResidencySettings::home),
          "regions in which files of these tenants have to lie; where that is not `residency.here`"
              + " they are refused");
  static final List<Key<?>> KEYS = List.of(HERE, TENANTS);

  /// Where the files of a tenant have to lie.
  public record Home(TenantId tenant, String region) {}

  static ResidencySettings read(Values values) {
    return new ResidencySettings(values.get(HERE), values.get(TENANTS));
  }

  /// As the core takes it; the last home of a tenant counts.
  ///
  /// @throws IllegalArgumentException when tenants have homes and this installation has none
  public Residency residency() {
    Map<TenantId, String> all =
        homes.stream().collect(Collectors.toMap(Home::tenant, Home::region, (_, last) -> last));
    return new Residency(here, all);
  }

  private static Optional<String> region(String text) {
    if (!text.isBlank() && !text.matches(REGION)) {
      throw new IllegalArgumentException("must be the name of a region, not '%s'".formatted(text));
    }
    return Optional.of(text).filter(given -> !given.isBlank());
  }

  private static Home home(String text) {
    String[] parts = text.split("=", -1);
    if (parts.length != 2 || !parts[1].matches(REGION)) {
      throw new IllegalArgumentException("must be TENANT=REGION, not '%s'".formatted(text));
    }
    return new Home(new TenantId(parts[0]), parts[1]);
  }
}
