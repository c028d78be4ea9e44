package dev.vifte.imaging;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// As much of libturbojpeg as is needed to measure it: see [Gains].
@SuppressWarnings("restricted") // calling native code is the purpose
final class TurboJpeg {
  private static final int RGB = 0;
  private static final int HALF_COLOURS = 2;

  private final SymbolLookup library =
      SymbolLookup.libraryLookup("libturbojpeg.so.0", Arena.global());
  private final MethodHandle free = handle("tjFree", FunctionDescriptor.ofVoid(ADDRESS));
  private final MethodHandle compress =
      handle(
          "tjCompress2",
          number(
              ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT,
              JAVA_INT, JAVA_INT));
  private final MethodHandle decompress =
      handle(
          "tjDecompress2",
          number(
              ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
              JAVA_INT));
  private final MemorySegment writer = made("tjInitCompress");
  private final MemorySegment reader = made("tjInitDecompress");

  private static FunctionDescriptor number(MemoryLayout... parameters) {
    return FunctionDescriptor.of(JAVA_INT, parameters);
  }

  private MethodHandle handle(String name, FunctionDescriptor what) {
    return Linker.nativeLinker().downcallHandle(library.find(name).orElseThrow(), what);
  }

  private MemorySegment made(String name) {
    MethodHandle make = handle(name, FunctionDescriptor.of(ADDRESS));
    return call(() -> (MemorySegment) make.invokeExact());
  }

  private interface Call<T> {
    T make() throws Throwable;
  }

  private static <T> T call(Call<T> call) {
    try {
      return call.make();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void require(int failed) {
    if (failed != 0) {
      throw new IllegalStateException("libturbojpeg failed");
    }
  }

  byte[] write(Output picture, int quality) {
    try (Arena arena = Arena.ofConfined()) {
      byte[] samples = picture.samples();
      MemorySegment pixels = arena.allocateFrom(JAVA_BYTE, samples);
      MemorySegment file = arena.allocate(ADDRESS);
      MemorySegment length = arena.allocate(JAVA_LONG);
      require(
          call(() ->
              (int)
                  compress.invokeExact(
                      writer,
                      pixels,
                      picture.width(),
                      0,
                      picture.height(),
                      RGB,
                      file,
                      length,
                      HALF_COLOURS,
                      quality,
                      0)));
      MemorySegment made = file.get(ADDRESS, 0);
      byte[] bytes = made.reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
      call(() -> {
        free.invokeExact(made);
        return bytes;
      });
      return bytes;
    }
  }

  /// Scaled down by a power of two, while it is decoded.
  Picture read(byte[] file, ImageHeader header, int by) {
    int width = (header.width() + by - 1) / by;
    int height = (header.height() + by - 1) / by;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, file);
      MemorySegment pixels = arena.allocate(3L * width * height);
      require(
          call(() ->
              (int)
                  decompress.invokeExact(
                      reader, bytes, bytes.byteSize(), pixels, width, 0, height, RGB, 0)));
      return new Picture(Pixels.RGB, width, height, new Shrink(by, by), pixels.toArray(JAVA_BYTE));
    }
  }
}
