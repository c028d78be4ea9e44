package dev.vifte.imaging.heif;

import java.util.List;
import java.util.Optional;

/// The picture that a file is about, by the boxes of its `meta`.
///
/// @param item its number
/// @param listed what `ipco` lists
/// @param given the `ipma`, which give it to items
/// @param links the `iref`, if any
record Primary(long item, List<Box> listed, List<Box> given, Optional<Box> links) {
  /// Pictures beside the shown one that are looked at: it has one or two.
  private static final int MOST_LINKS = 16;

  static Primary of(List<Box> meta) {
    List<Box> all = find(meta, "iprp").map(box -> box.boxes(0)).orElse(List.of());
    return new Primary(
        find(meta, "pitm").map(Box::item).orElse(1L),
        find(all, "ipco").map(box -> box.boxes(0)).orElse(List.of()),
        all.stream().filter(box -> box.is("ipma")).toList(),
        find(meta, "iref"));
  }

  List<Box> properties() {
    return properties(item);
  }

  /// What an item is given of what is listed, in order.
  private List<Box> properties(long of) {
    return given.stream()
        .flatMap(box -> box.associated(of).stream())
        .filter(index -> index > 0 && index <= listed.size())
        .map(index -> listed.get(index - 1))
        .toList();
  }

  /// Whether an auxiliary picture says how transparent it is.
  boolean hasAlpha() {
    boolean wide = links.map(Box::version).orElse(0) > 0;
    return links.map(box -> box.boxes(4)).orElse(List.of()).stream()
        .filter(box -> box.is("auxl") && box.linksTo(item, wide))
        .limit(MOST_LINKS)
        .flatMap(box -> properties(box.linkedFrom(wide)).stream())
        .anyMatch(Box::isAlpha);
  }

  private static Optional<Box> find(List<Box> boxes, String type) {
    return boxes.stream().filter(box -> box.is(type)).findFirst();
  }
}
