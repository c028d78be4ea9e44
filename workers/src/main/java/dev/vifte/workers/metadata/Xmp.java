package dev.vifte.workers.metadata;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.IteratorOptions;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.properties.XMPPropertyInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The properties of the XMP packets of a picture, by paths such as `dc:subject[1]`. A document
/// type, the door of entity bombs and of files of this machine, is refused.
record Xmp(Map<String, String> properties) {
  private static final int MAX_PROPERTIES = 2_000;
  private static final int MAX_ITEMS = 100;

  /// Adds the properties of one packet; what a packet before it said stays.
  static void read(byte[] packet, Map<String, String> properties) throws XMPException {
    var meta = XMPMetaFactory.parseFromBuffer(packet, new ParseOptions().setDisallowDoctype(true));
    var all = meta.iterator(new IteratorOptions().setJustLeafnodes(true));
    while (all.hasNext() && properties.size() < MAX_PROPERTIES) {
      if (all.next() instanceof XMPPropertyInfo property && property.getPath() != null) {
        properties.putIfAbsent(property.getPath(), property.getValue());
      }
    }
  }

  /// The first of some paths that has a value.
  Stream<String> values(String... paths) {
    return Stream.of(paths).flatMap(path -> Stream.ofNullable(properties.get(path)));
  }

  /// The items of an array, such as `dc:subject`.
  List<String> items(String array) {
    return IntStream.rangeClosed(1, MAX_ITEMS)
        .mapToObj(i -> properties.get(array + "[" + i + "]"))
        .takeWhile(value -> value != null)
        .toList();
  }
}
