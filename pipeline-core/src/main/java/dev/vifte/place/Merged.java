package dev.vifte.place;

import dev.vifte.object.ObjectInfo;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Several listings in key order as one.
final class Merged implements Iterator<ObjectInfo> {
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparing((Head head) -> head.first.key().value()));

  /// A listing of which one object was taken.
  private record Head(ObjectInfo first, Iterator<ObjectInfo> rest) {}

  private Merged(List<Stream<ObjectInfo>> lists) {
    lists.forEach(list -> add(list.iterator()));
  }

  static Stream<ObjectInfo> of(List<Stream<ObjectInfo>> lists) {
    var merged = new Merged(lists);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(merged, Spliterator.ORDERED), false)
        .onClose(() -> lists.forEach(Stream::close));
  }

  private void add(Iterator<ObjectInfo> rest) {
    if (rest.hasNext()) {
      heads.add(new Head(rest.next(), rest));
    }
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public ObjectInfo next() {
    Head head = heads.poll();
    if (head == null) {
      throw new NoSuchElementException();
    }
    add(head.rest);
    return head.first;
  }
}
