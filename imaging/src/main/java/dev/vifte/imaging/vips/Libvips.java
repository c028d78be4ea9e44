package dev.vifte.imaging.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// libvips, loaded into this process for as long as it lives. One thread of its own for each call,
/// no cache, and none of the loaders that its authors call unfit for files of strangers.
///
/// A hostile file may still crash it, and the process with it: give it such files only in a process
/// that may die. Safe for use by many threads.
@SuppressWarnings("restricted") // calling native code is the purpose
public final class Libvips {
  private static final int LEAST_MAJOR = 8;
  private static final int LEAST_MINOR = 13;
  private static final int SRGB = 22;
  private static final int UNSIGNED_BYTES = 0;
  private static final long LONGEST_TEXT = 4096;

  final Symbols symbols;
  private final String version;
  private final MethodHandle unref;
  private final MethodHandle free;

  private Libvips(Symbols symbols) {
    this.symbols = symbols;
    this.unref = symbols.nothing("g_object_unref", ADDRESS);
    this.free = symbols.nothing("g_free", ADDRESS);
    this.version = text(Symbols.call(() -> versionText(symbols)));
  }

  private static MemorySegment versionText(Symbols symbols) throws Throwable {
    return (MemorySegment) symbols.pointer("vips_version_string").invokeExact();
  }

  /// Loads it.
  ///
  /// @param library a path, or the name the system's loader finds it by, such as `libvips.so.42`
  /// @throws IllegalArgumentException saying why it cannot be loaded or used
  public static Libvips open(String library) {
    SymbolLookup found =
        library.contains("/") || library.contains("\\")
            ? SymbolLookup.libraryLookup(Path.of(library), Arena.global())
            : SymbolLookup.libraryLookup(library, Arena.global());
    var vips = new Libvips(new Symbols(found));
    vips.requireVersion();
    vips.begin();
    return vips;
  }

  /// Such as `8.14.1`.
  public String version() {
    return version;
  }

  private void requireVersion() {
    String[] parts = version.split("\\.", -1);
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    if (major < LEAST_MAJOR || (major == LEAST_MAJOR && minor < LEAST_MINOR)) {
      throw new IllegalArgumentException(
          "libvips is %s; at least %d.%d is needed".formatted(version, LEAST_MAJOR, LEAST_MINOR));
    }
  }

  private void begin() {
    silence();
    MethodHandle init = symbols.number("vips_init", ADDRESS);
    int failed = Symbols.call(() -> (int) init.invokeExact(Arena.global().allocateFrom("vifte")));
    if (failed != 0) {
      throw new IllegalArgumentException("libvips does not start: " + complaint());
    }
    set("vips_concurrency_set", 1);
    set("vips_cache_set_max", 0);
    set("vips_block_untrusted_set", 1);
  }

  /// What it would print of files goes nowhere: failures are told otherwise.
  private void silence() {
    MethodHandle setenv = symbols.number("g_setenv", ADDRESS, ADDRESS, JAVA_INT);
    MemorySegment name = Arena.global().allocateFrom("VIPS_WARNING");
    MemorySegment off = Arena.global().allocateFrom("0");
    int _ = Symbols.call(() -> (int) setenv.invokeExact(name, off, 1));
  }

  private void set(String name, int value) {
    MethodHandle setter = symbols.nothing(name, JAVA_INT);
    Symbols.call(() -> {
      setter.invokeExact(value);
      return value;
    });
  }

  /// Opens a picture; reads its header, and pixels as they are asked for, top to bottom. Damage is
  /// a failure.
  ///
  /// @param loader such as `heifload_buffer`: no other is tried
  public NativePicture read(String loader, byte[] file) throws VipsFailed {
    Arena arena = Arena.ofConfined();
    try {
      MemorySegment bytes = arena.allocate(Math.max(1, file.length));
      MemorySegment.copy(file, 0, bytes, JAVA_BYTE, 0, file.length);
      MemorySegment stored = load(loader, bytes, arena);
      MemorySegment shown = plain(stored, arena);
      return new NativePicture(this, arena, shown);
    } catch (VipsFailed | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private MemorySegment load(String loader, MemorySegment bytes, Arena arena) throws VipsFailed {
    MethodHandle load =
        symbols.varied(
            "vips_" + loader,
            3,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS);
    MemorySegment out = arena.allocate(ADDRESS);
    MemorySegment failOn = arena.allocateFrom("fail_on");
    MemorySegment access = arena.allocateFrom("access");
    check(
        Symbols.call(() ->
            (int)
                load.invokeExact(
                    bytes, bytes.byteSize(), out, failOn, 2, access, 1, MemorySegment.NULL)));
    return out.get(ADDRESS, 0);
  }

  /// Gives the picture up for one of bytes in the usual order of colours.
  private MemorySegment plain(MemorySegment stored, Arena arena) throws VipsFailed {
    MethodHandle convert =
        symbols.varied("vips_colourspace", 3, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    MemorySegment out = arena.allocate(ADDRESS);
    int failed =
        Symbols.call(() -> (int) convert.invokeExact(stored, out, SRGB, MemorySegment.NULL));
    release(stored);
    check(failed);
    return out.get(ADDRESS, 0);
  }

  /// Encodes a picture.
  ///
  /// @param samples bytes, `bands` a pixel: 1 gray, 3 colour, 2 and 4 with alpha
  /// @param form suffix and options, such as `.webp[Q=80]`
  public byte[] write(byte[] samples, int width, int bands, String form) throws VipsFailed {
    int height = samples.length / width / bands;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pixels = arena.allocate(samples.length);
      MemorySegment.copy(samples, 0, pixels, JAVA_BYTE, 0, samples.length);
      MethodHandle wrap =
          symbols.pointer(
              "vips_image_new_from_memory",
              ADDRESS,
              JAVA_LONG,
              JAVA_INT,
              JAVA_INT,
              JAVA_INT,
              JAVA_INT);
      MemorySegment picture =
          Symbols.call(() ->
              (MemorySegment)
                  wrap.invokeExact(
                      pixels, pixels.byteSize(), width, height, bands, UNSIGNED_BYTES));
      if (picture.equals(MemorySegment.NULL)) {
        throw new VipsFailed(complaint());
      }
      try {
        return encode(picture, form, arena);
      } finally {
        release(picture);
      }
    }
  }

  private byte[] encode(MemorySegment picture, String form, Arena arena) throws VipsFailed {
    MethodHandle write =
        symbols.varied(
            "vips_image_write_to_buffer", 4, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    MemorySegment suffix = arena.allocateFrom(form);
    MemorySegment out = arena.allocate(ADDRESS);
    MemorySegment length = arena.allocate(JAVA_LONG);
    check(
        Symbols.call(
            () -> (int) write.invokeExact(picture, suffix, out, length, MemorySegment.NULL)));
    return taken(out.get(ADDRESS, 0), length.get(JAVA_LONG, 0));
  }

  /// A copy of bytes that libvips made; those are freed.
  byte[] taken(MemorySegment bytes, long length) {
    try {
      return bytes.reinterpret(length).toArray(JAVA_BYTE);
    } finally {
      Symbols.call(() -> {
        free.invokeExact(bytes);
        return length;
      });
    }
  }

  void release(MemorySegment object) {
    Symbols.call(() -> {
      unref.invokeExact(object);
      return object;
    });
  }

  private void check(int failed) throws VipsFailed {
    if (failed != 0) {
      throw new VipsFailed(complaint());
    }
  }

  /// What libvips has to say about the last failure.
  String complaint() {
    MethodHandle buffer = symbols.pointer("vips_error_buffer");
    MethodHandle clear = symbols.nothing("vips_error_clear");
    String said = text(Symbols.call(() -> (MemorySegment) buffer.invokeExact()));
    Symbols.call(() -> {
      clear.invokeExact();
      return said;
    });
    return said.strip().replaceAll("\\s*\\n\\s*", "; ");
  }

  private static String text(MemorySegment pointer) {
    return pointer.reinterpret(LONGEST_TEXT).getString(0, StandardCharsets.UTF_8);
  }
}
