package dev.vifte.imaging;

import dev.vifte.imaging.jpeg.JpegPicture;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Reads numbers forward from a stream and counts. Running off the end is an [EOFException].
final class DataIn {
  private final InputStream in;
  private final byte[] buffer = new byte[8192];
  private int next;
  private int end;
  private long passed;
  private ByteOrder order = ByteOrder.BIG_ENDIAN;

  DataIn(InputStream in) {
    this.in = in;
  }

  DataIn order(ByteOrder newOrder) {
    order = newOrder;
    return this;
  }

  /// How many bytes were consumed.
  long position() {
    return passed + next;
  }

  boolean atEnd() throws IOException {
    return next == end && !fill();
  }

  int u8() throws IOException {
    if (atEnd()) {
      throw new EOFException();
    }
    return buffer[next++] & 0xff;
  }

  int u16() throws IOException {
    int first = u8();
    int second = u8();
    return order == ByteOrder.BIG_ENDIAN ? first << 8 | second : second << 8 | first;
  }

  long u32() throws IOException {
    long first = u16();
    long second = u16();
    return order == ByteOrder.BIG_ENDIAN ? first << 16 | second : second << 16 | first;
  }

  int u24() throws IOException {
    int first = u8();
    int second = u8();
    int third = u8();
    return order == ByteOrder.BIG_ENDIAN
        ? first << 16 | second << 8 | third
        : third << 16 | second << 8 | first;
  }

  /// The caller bounds the count.
  byte[] bytes(int count) throws IOException {
    byte[] found = upTo(count);
    if (found.length < count) {
      throw new EOFException();
    }
    return found;
  }

  /// Fewer than `count` only at the end.
  byte[] upTo(int count) throws IOException {
    byte[] found = new byte[count];
    int have = 0;
    while (have < count && !atEnd()) {
      int part = Math.min(count - have, end - next);
      System.arraycopy(buffer, next, found, have, part);
      next += part;
      have += part;
    }
    return have == count ? found : Arrays.copyOf(found, have);
  }

  /// The first bytes, left to be read again. Only before anything else is read.
  byte[] peek(int count) throws IOException {
    while (end < count) {
      int got = in.read(buffer, end, buffer.length - end);
      if (got < 0) {
        break;
      }
      end += got;
    }
    return Arrays.copyOf(buffer, Math.min(count, end));
  }

  /// All that is left, to be read without this from now on.
  InputStream asStream() {
    return new SequenceInputStream(new ByteArrayInputStream(buffer, next, end - next), in);
  }

  /// All that is left; refused if it is more than `most` bytes.
  byte[] rest(int most) throws IOException {
    byte[] all = asStream().readNBytes(most + 1);
    if (all.length > most) {
      throw new ImageRefused(
          ImageRefused.Reason.TOO_MANY_BYTES,
          "The file has over %d bytes; send a smaller one".formatted(most));
    }
    return all;
  }

  void skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      if (atEnd()) {
        throw new EOFException();
      }
      int part = (int) Math.min(left, end - next);
      next += part;
      left -= part;
    }
  }

  /// Passes everything up to and including the next byte 0xFF; false at the end.
  boolean pastNextFf() throws IOException {
    while (!atEnd()) {
      next = JpegPicture.indexOfFf(buffer, next, end);
      if (next < end) {
        next++;
        return true;
      }
    }
    return false;
  }

  /// The byte that [#u8] will give; never at the end.
  int peekU8() {
    return buffer[next] & 0xff;
  }

  private boolean fill() throws IOException {
    passed += end;
    next = 0;
    end = 0;
    int got = in.read(buffer);
    end = Math.max(0, got);
    return got > 0;
  }
}
