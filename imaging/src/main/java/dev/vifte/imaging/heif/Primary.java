package dev.vifte.imaging.heif;

import java.util.List;
import java.util.Optional;

/// The picture that a file is about, by the boxes of its `meta`.
record Primary(List<Box> meta) {
  private long item() {
    return find(meta, "pitm").map(Box::item).orElse(1L);
  }

  List<Box> properties() {
    return properties(item());
  }

  /// What `ipma` gives an item of what `ipco` lists, in order.
  private List<Box> properties(long item) {
    List<Box> all = find(meta, "iprp").map(box -> box.boxes(0)).orElse(List.of());
    List<Box> listed = find(all, "ipco").map(box -> box.boxes(0)).orElse(List.of());
    return all.stream()
        .filter(box -> box.is("ipma"))
        .flatMap(box -> box.associated(item).stream())
        .filter(index -> index > 0 && index <= listed.size())
        .map(index -> listed.get(index - 1))
        .toList();
  }

  /// Whether an auxiliary picture says how transparent it is.
  boolean hasAlpha() {
    List<Box> links = find(meta, "iref").map(box -> box.boxes(4)).orElse(List.of());
    boolean wide = find(meta, "iref").map(Box::version).orElse(0) > 0;
    return links.stream()
        .filter(box -> box.is("auxl") && box.linksTo(item(), wide))
        .flatMap(box -> properties(box.linkedFrom(wide)).stream())
        .anyMatch(Box::isAlpha);
  }

  private static Optional<Box> find(List<Box> boxes, String type) {
    return boxes.stream().filter(box -> box.is(type)).findFirst();
  }
}
