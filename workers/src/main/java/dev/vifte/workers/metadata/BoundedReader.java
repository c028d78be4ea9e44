package dev.vifte.workers.metadata;

import com.drew.lang.BufferBoundsException;
import com.drew.lang.RandomAccessReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Random access within a buffer and a [Budget].
final class BoundedReader extends RandomAccessReader {
  private final ByteBuffer buffer;
  private final Budget budget;

  BoundedReader(ByteBuffer buffer, Budget budget) {
    this.buffer = buffer;
    this.budget = budget;
  }

  @Override
  public int toUnshiftedOffset(int localOffset) {
    return localOffset;
  }

  @Override
  public byte getByte(int index) throws IOException {
    validateIndex(index, 1);
    budget.spend(1);
    return buffer.get(index);
  }

  @Override
  public byte[] getBytes(int index, int count) throws IOException {
    validateIndex(index, count);
    budget.spend(count);
    byte[] bytes = new byte[count];
    buffer.get(index, bytes);
    return bytes;
  }

  @Override
  protected void validateIndex(int index, int bytesRequested) throws IOException {
    if (!isValidIndex(index, bytesRequested)) {
      throw new BufferBoundsException(index, bytesRequested, getLength());
    }
  }

  @Override
  protected boolean isValidIndex(int index, int bytesRequested) {
    return index >= 0 && bytesRequested >= 0 && (long) index + bytesRequested <= getLength();
  }

  @Override
  public long getLength() {
    return buffer.limit();
  }
}
