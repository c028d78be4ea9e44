package dev.vifte.app.settings;

import dev.vifte.ingest.Residency;
import dev.vifte.job.TenantId;
import dev.vifte.nats.NatsPlacement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// In which region this installation stores, whose files have to lie in which, and where there.
///
/// @param places of tenants whose objects do not lie with those of the others
/// @param demands what tenants ask of where streams lie
public record ResidencySettings(
    Optional<String> here, List<Home> homes, List<TenantPlace> places, List<Demand> demands) {
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
          ofTenants("TENANT=REGION with commas", ResidencySettings::home, Home::tenant),
          "regions in which files of these tenants have to lie; where that is not `residency.here`"
              + " they are refused");
  static final Key<List<TenantPlace>> PLACES =
      new Key<>(
          "residency.places",
          "",
          ofTenants("TENANT=BUCKET[@REGION] with commas", TenantPlace::of, TenantPlace::tenant),
          "where the objects of these tenants lie, and not in `objects`: a bucket of the same store,"
              + " another store (acme=s3:https://host/bucket@region), or a folder (acme=/eu/acme)"
              + " where `objects` is one; the same for all nodes");
  static final Key<List<Demand>> STREAMS =
      new Key<>(
          "residency.streams",
          "",
          Form.listOf("TENANT=TAG or TENANT=cluster:NAME with commas", ResidencySettings::demand),
          "what `nats.tags` and `nats.cluster` must hold for these tenants, such as"
              + " acme=region:eu; a node refuses to start elsewhere");
  static final List<Key<?>> KEYS = List.of(HERE, TENANTS, PLACES, STREAMS);

  /// Where the files of a tenant have to lie.
  public record Home(TenantId tenant, String region) {}

  /// What a tenant asks of where streams lie.
  ///
  /// @param server a tag, or `cluster:` and the name of a cluster
  public record Demand(TenantId tenant, String server) {
    private static final String CLUSTER = "cluster:";

    boolean isMetBy(NatsPlacement where) {
      return server.startsWith(CLUSTER)
          ? where.cluster().equals(Optional.of(server.substring(CLUSTER.length())))
          : where.tags().contains(server);
    }
  }

  static ResidencySettings read(Values values) {
    return new ResidencySettings(
        values.get(HERE), values.get(TENANTS), values.get(PLACES), values.get(STREAMS));
  }

  /// As the core takes it.
  ///
  /// @throws IllegalArgumentException when tenants have homes and this installation has none
  public Residency residency() {
    Map<TenantId, String> all =
        homes.stream().collect(Collectors.toMap(Home::tenant, Home::region));
    return new Residency(here, all);
  }

  /// The first demand that streams of a placement do not meet.
  public Optional<Demand> unmet(NatsPlacement where) {
    return demands.stream().filter(demand -> !demand.isMetBy(where)).findFirst();
  }

  /// One entry for a tenant: of two, one would be a mistake that nobody hears of.
  private static <T> Form<List<T>> ofTenants(
      String says, Function<String, T> entry, Function<T, TenantId> tenant) {
    Form<List<T>> list = Form.listOf(says, entry);
    return new Form<>(
        says,
        text -> {
          List<T> all = list.read().apply(text);
          var seen = new HashSet<TenantId>();
          for (T each : all) {
            if (!seen.add(tenant.apply(each))) {
              throw new IllegalArgumentException(
                  "must be one entry for a tenant, and '%s' has two; take one out"
                      .formatted(tenant.apply(each)));
            }
          }
          return all;
        });
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

  private static Demand demand(String text) {
    String[] parts = text.split("=", -1);
    if (parts.length != 2 || !parts[1].matches("[A-Za-z0-9][A-Za-z0-9:._-]{0,63}")) {
      throw new IllegalArgumentException(
          "must be TENANT=TAG or TENANT=cluster:NAME, not '%s'".formatted(text));
    }
    return new Demand(new TenantId(parts[0]), parts[1]);
  }
}
