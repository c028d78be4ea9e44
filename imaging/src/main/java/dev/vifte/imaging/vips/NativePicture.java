package dev.vifte.imaging.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// A picture that libvips decodes as its rows are asked for. Used by one thread; must be closed.
public final class NativePicture implements AutoCloseable {
  private final Libvips vips;
  private final Arena arena;
  private final MemorySegment image;
  private final MemorySegment region;
  private final MethodHandle fetch;

  NativePicture(Libvips vips, Arena arena, MemorySegment image) {
    this.vips = vips;
    this.arena = arena;
    this.image = image;
    MethodHandle view = vips.symbols.pointer("vips_region_new", ADDRESS);
    this.region = Symbols.call(() -> (MemorySegment) view.invokeExact(image));
    this.fetch =
        vips.symbols.pointer(
            "vips_region_fetch", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  }

  public int width() {
    return number("vips_image_get_width");
  }

  public int height() {
    return number("vips_image_get_height");
  }

  /// Bytes of a pixel: 3, or 4 with alpha, which is straight.
  public int bands() {
    return number("vips_image_get_bands");
  }

  private int number(String getter) {
    MethodHandle get = vips.symbols.number(getter, ADDRESS);
    return Symbols.call(() -> (int) get.invokeExact(image));
  }

  /// The next rows, `width * bands` bytes each. Ask for them in order: some formats cannot go back.
  public byte[] rows(int from, int count) throws VipsFailed {
    MemorySegment length = arena.allocate(JAVA_LONG);
    int width = width();
    MemorySegment pixels =
        Symbols.call(
            () -> (MemorySegment) fetch.invokeExact(region, 0, from, width, count, length));
    if (pixels.equals(MemorySegment.NULL)) {
      throw new VipsFailed(vips.complaint());
    }
    return vips.taken(pixels, length.get(JAVA_LONG, 0));
  }

  @Override
  public void close() {
    vips.release(region);
    vips.release(image);
    arena.close();
  }
}
