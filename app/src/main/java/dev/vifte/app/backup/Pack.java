package dev.vifte.app.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Where the files of a backup go: a folder, or one zip file. For the eyes of its owner only, as a
/// backup holds what the store holds. Used by one thread.
sealed interface Pack extends AutoCloseable {
  /// Writes one file to its end; on the disk when it returns, or when the pack is closed.
  void put(String name, InputStream bytes) throws IOException;

  @Override
  void close() throws IOException;

  static Pack create(Path at, boolean zip) throws IOException {
    return zip ? new Zip(at) : new Folder(Files.createDirectory(at, OwnerOnly.folder(at)));
  }

  /// Files as they are.
  ///
  /// @param root of all files
  record Folder(Path root) implements Pack {
    @Override
    public void put(String name, InputStream bytes) throws IOException {
      Path file = root.resolve(name);
      Files.createDirectories(file.resolveSibling("."));
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        bytes.transferTo(out);
        channel.force(true);
      }
    }

    @Override
    public void close() {}
  }

  /// One file; what can be compressed is, a little.
  final class Zip implements Pack {
    private final FileChannel file;
    private final ZipOutputStream out;

    Zip(Path at) throws IOException {
      Files.createFile(at, OwnerOnly.file(at));
      file = FileChannel.open(at, StandardOpenOption.WRITE);
      out = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(file)));
      out.setLevel(Deflater.BEST_SPEED);
    }

    @Override
    public void put(String name, InputStream bytes) throws IOException {
      out.putNextEntry(new ZipEntry(name));
      bytes.transferTo(out);
      out.closeEntry();
    }

    @Override
    public void close() throws IOException {
      try (file) {
        if (file.isOpen()) {
          out.finish();
          out.flush();
          file.force(true);
        }
      }
    }
  }
}
