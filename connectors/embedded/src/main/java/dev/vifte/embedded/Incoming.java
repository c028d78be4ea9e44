package dev.vifte.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A file that is being written and that nobody sees yet. Closing it removes what was not moved
/// away.
final class Incoming implements AutoCloseable {
  private static final int BUFFER = 128 * 1024;
  private static final int FIRST = 8 * 1024;

  /// The folder belongs to this process and was empty when it began.
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final Path file;
  private final Failures failures;
  private final MessageDigest digest = sha256();
  private long size;
  private boolean gone;

  Incoming(Path folder, Failures failures) {
    this.file = folder.resolve(Long.toString(NUMBERS.incrementAndGet()));
    this.failures = failures;
  }

  Path file() {
    return file;
  }

  long size() {
    return size;
  }

  String sha256Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Copies the stream to its end.
  ///
  /// @param note to stand beside the bytes, where the file system can
  /// @param disk has all of it when it returns
  void write(InputStream bytes, Optional<String> note, Disk disk) throws IOException {
    byte[] buffer = new byte[FIRST];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      int read = bytes.read(buffer);
      while (read >= 0) {
        append(channel, buffer, read);
        buffer = read == buffer.length ? larger(buffer) : buffer;
        read = bytes.read(buffer);
      }
      if (note.isPresent()) {
        FileNote.write(file, note.get());
      }
      disk.settle(() -> channel.force(true));
    }
  }

  /// Most files are small, and a large buffer costs more than to fill it.
  private static byte[] larger(byte[] buffer) {
    return buffer.length < BUFFER ? new byte[BUFFER] : buffer;
  }

  /// Moved away: there is nothing left to remove. To look for it would wait for the lock of a
  /// folder that all who put something share.
  void moved() {
    gone = true;
  }

  @Override
  public void close() throws IOException {
    if (!gone) {
      Files.deleteIfExists(file);
    }
  }

  private void append(FileChannel channel, byte[] buffer, int length) throws IOException {
    var chunk = ByteBuffer.wrap(buffer, 0, length);
    try {
      while (chunk.hasRemaining()) {
        channel.write(chunk);
      }
    } catch (IOException e) {
      throw failures.translate(e);
    }
    digest.update(buffer, 0, length);
    size += length;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
