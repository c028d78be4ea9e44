package dev.vifte.imaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which small pictures are made from the decoded picture, and which from a larger small one: that
/// is less to resample, and does not show as long as it is about twice as large or more.
final class Cascade {
  /// A little below 2, so that rounded halves count.
  private static final double MARGIN = 1.95;

  private final List<Placement> roots = new ArrayList<>();
  private final Map<Placement, Placement> sources = new HashMap<>();

  Cascade(Collection<Placement> places) {
    for (Placement place : places) {
      Optional<Placement> source =
          places.stream()
              .filter(other -> suits(other, place))
              .min(Comparator.comparingLong(Placement::pixels));
      source.ifPresent(found -> sources.put(place, found));
      if (source.isEmpty() && !roots.contains(place)) {
        roots.add(place);
      }
    }
  }

  /// Those that are made from the decoded picture; at least one.
  List<Placement> roots() {
    return roots;
  }

  /// From which small picture one that is no root is made.
  Optional<Placement> source(Placement place) {
    return Optional.ofNullable(sources.get(place));
  }

  private static boolean suits(Placement larger, Placement place) {
    Placement.Crop outer = larger.crop();
    Placement.Crop inner = place.crop();
    boolean covers =
        outer.left() <= inner.left()
            && outer.top() <= inner.top()
            && outer.left() + outer.width() >= inner.left() + inner.width()
            && outer.top() + outer.height() >= inner.top() + inner.height();
    double x = larger.width() / outer.width() / (place.width() / inner.width());
    double y = larger.height() / outer.height() / (place.height() / inner.height());
    return covers && x >= MARGIN && y >= MARGIN;
  }
}
