package dev.vifte.embedded;

import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import java.nio.file.Path;
import java.util.Optional;

/// Where a key's file lies. Folders end in `@`, which no key holds, so an object `a` and an object
/// `a/b` have room beside each other.
///
/// @param root of all objects
record KeyPaths(Path root) {
  private static final String FOLDER = "@";

  Path of(ObjectKey key) {
    Path path = root;
    String[] segments = key.value().split("/", -1);
    for (int i = 0; i < segments.length - 1; i++) {
      path = path.resolve(segments[i] + FOLDER);
    }
    return path.resolve(segments[segments.length - 1]);
  }

  /// The folder of a prefix; empty when no key can begin so.
  Optional<Path> of(ObjectPrefix prefix) {
    if (prefix.value().isEmpty()) {
      return Optional.of(root);
    }
    try {
      Path last = of(new ObjectKey(prefix.value().substring(0, prefix.value().length() - 1)));
      return Optional.of(last.resolveSibling(last.getFileName() + FOLDER));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  ObjectKey key(Path file) {
    return new ObjectKey(
        root.relativize(file)
            .toString()
            .replace(FOLDER, "")
            .replace(file.getFileSystem().getSeparator(), "/"));
  }

  /// A name in a folder as it sorts among keys: what lies in a folder goes on with a slash.
  static String sortName(Path entry) {
    String name = String.valueOf(entry.getFileName());
    return name.endsWith(FOLDER) ? name.substring(0, name.length() - 1) + "/" : name;
  }

  static boolean isFolder(Path entry) {
    return String.valueOf(entry.getFileName()).endsWith(FOLDER);
  }
}
