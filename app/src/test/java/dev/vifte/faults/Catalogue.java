package dev.vifte.faults;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Every fault there is, by its number.
final class Catalogue {
  private Catalogue() {}

  static List<Fault> all() {
    return Stream.of(
            OfProcesses.all(),
            OfBrokers.all(),
            OfClusters.all(),
            OfNetworks.all(),
            OfDisks.all(),
            OfStores.all())
        .flatMap(List::stream)
        .sorted(Comparator.comparingInt(Fault::number).thenComparing(Fault::name))
        .toList();
  }

  /// The one of that name.
  static Fault named(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
