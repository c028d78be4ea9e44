package dev.vifte.workers.metadata;

import com.drew.metadata.Directory;
import com.drew.metadata.Tag;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.util.Optional;

/// The tags as the library words them, by directory. Bounded in number and length, since the
/// manifest carries them; what was left out is counted.
final class RawTags {
  private static final int MAX_TAGS = 300;
  private static final int MAX_NAME = 100;
  private static final int MAX_VALUE = 200;
  private static final int MAX_CHARS = 24_000;

  private final ObjectNode raw = Json.object();
  private int kept;
  private int chars;
  private long leftOut;

  private RawTags() {}

  static Optional<ObjectNode> of(Tags tags) {
    var all = new RawTags();
    for (Directory directory : tags.library().getDirectories()) {
      all.add(directory);
    }
    tags.xmp().properties().forEach((path, value) -> all.put("XMP", path, value));
    tags.blocks().texts().forEach((keyword, text) -> all.put("PNG text", keyword, text));
    if (all.leftOut > 0) {
      all.raw.put("leftOut", all.leftOut);
    }
    return all.raw.isEmpty() ? Optional.empty() : Optional.of(all.raw);
  }

  private void add(Directory directory) {
    for (Tag tag : directory.getTags()) {
      if (isFull()) {
        leftOut++;
      } else {
        put(directory.getName(), tag.getTagName(), words(tag));
      }
    }
  }

  /// The library words some broken values with an exception.
  private static String words(Tag tag) {
    try {
      String words = tag.getDescription();
      return words == null ? "" : words;
    } catch (RuntimeException e) {
      return "";
    }
  }

  private void put(String group, String name, String value) {
    if (isFull()) {
      leftOut++;
      return;
    }
    Texts.clean(value, MAX_VALUE)
        .ifPresent(text -> {
          String key = Texts.clean(name, MAX_NAME).orElse("unnamed");
          raw.withObjectProperty(group).put(key, text);
          kept++;
          chars += group.length() + key.length() + text.length();
        });
  }

  private boolean isFull() {
    return kept >= MAX_TAGS || chars >= MAX_CHARS;
  }
}
