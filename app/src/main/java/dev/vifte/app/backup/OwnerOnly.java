package dev.vifte.app.backup;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Attributes of files that nobody else may read, where the file system has such.
final class OwnerOnly {
  private OwnerOnly() {}

  static FileAttribute<?>[] file(Path at) {
    return of(at, "rw-------");
  }

  static FileAttribute<?>[] folder(Path at) {
    return of(at, "rwx------");
  }

  private static FileAttribute<?>[] of(Path at, String rights) {
    return at.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
