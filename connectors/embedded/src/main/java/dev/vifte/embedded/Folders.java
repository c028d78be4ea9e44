package dev.vifte.embedded;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Moves files into place and makes that last: a rename is durable only when its folder is, and a
/// folder only when its own is. Everything is forced at the end, when the first call has done the
/// work of all, and not folder by folder: that is five times cheaper. Safe for use by many threads.
final class Folders {
  /// A folder that was just made can be removed by a delete of its last file; then it is made
  /// again.
  private static final int TRIES = 100;

  private final Path root;
  private final Disk disk;

  /// Folders that were made and may not be on the disk yet. Whoever puts a file below one, whoever
  /// made it, forces it too.
  private final ConcurrentMap<Path, Object> young = new ConcurrentHashMap<>();

  /// @param root of all objects
  Folders(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
  }

  Path incoming() {
    return root.resolve(".incoming");
  }

  /// Makes the folders and removes what a crash left half written.
  void prepare() throws IOException {
    Files.createDirectories(incoming());
    List<Path> leftovers;
    try (var found = Files.list(incoming())) {
      leftovers = found.toList();
    }
    for (Path each : leftovers) {
      Files.delete(each);
    }
    disk.settle(() -> Disk.force(root));
  }

  /// Moves a whole file to its place; false when `onlyIfAbsent` and the place is taken.
  boolean move(Path file, Path target, boolean onlyIfAbsent) throws IOException {
    for (int i = 1; true; i++) {
      make(parent(target));
      try {
        return moveNow(file, target, onlyIfAbsent);
      } catch (NoSuchFileException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  /// Removes a file and the folders it leaves empty.
  void remove(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      disk.settle(() -> Disk.force(parent(file)));
      removeEmpty(parent(file));
    }
  }

  private boolean moveNow(Path file, Path target, boolean onlyIfAbsent) throws IOException {
    if (onlyIfAbsent) {
      try {
        Files.createLink(target, file);
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    } else {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }
    forceAbove(target);
    return true;
  }

  private void forceAbove(Path target) throws IOException {
    Map<Path, Object> marks = new LinkedHashMap<>();
    for (Path folder = parent(target); !folder.equals(root); folder = parent(folder)) {
      Object mark = young.get(folder);
      if (mark != null) {
        marks.put(folder, mark);
      }
    }
    disk.settle(() -> {
      Disk.force(parent(target));
      for (Path folder : marks.keySet()) {
        Disk.force(parent(folder));
      }
    });
    marks.forEach(young::remove);
  }

  private void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    make(parent(folder));
    young.put(folder, new Object()); // before it is there: who sees the folder sees this
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      // made by another at the same time
    }
  }

  private void removeEmpty(Path folder) throws IOException {
    if (folder.equals(root)) {
      return;
    }
    try {
      Files.delete(folder);
      removeEmpty(parent(folder));
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      // others use it, or have removed it already
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalStateException(path + " lies in no folder");
    }
    return parent;
  }
}
