package dev.vifte.embedded;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Linux's `syncfs`: one call after which all that was written to a file system before is on its
/// disk. Only where that holds: on file systems that do it, and since Linux 5.8, which tells of
/// what could not be written. Made when it is first wanted, since linking takes a moment that the
/// start of a program need not wait for. Used by one thread.
final class SyncFs implements Disk.Whole {
  private static final Set<String> KNOWN = Set.of("ext4", "xfs", "btrfs");
  private static final int READ_ONLY = 0;
  private static final int NO_SPACE = 28;
  private static final int CLOSE_ON_EXEC = 0x80000;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final FunctionDescriptor ONE_INT = FunctionDescriptor.of(INT, INT);
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final Path folder;
  private Optional<Linked> linked = Optional.empty();

  private SyncFs(Path folder) {
    this.folder = folder;
  }

  /// The calls, and the folder as one that is open.
  private record Linked(MethodHandle syncfs, MethodHandle close, int folder) {}

  /// For the file system of a folder; empty where there is no such call to rely on.
  static Optional<SyncFs> of(Path folder) {
    try {
      return System.getProperty("os.name").equals("Linux")
              && tells(System.getProperty("os.version"))
              && KNOWN.contains(Files.getFileStore(folder).type())
          ? Optional.of(new SyncFs(folder))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void sync() throws IOException {
    if (linked.isEmpty()) {
      linked = Optional.of(link(folder));
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int answer = (int) linked.get().syncfs.invokeExact(state, linked.get().folder);
      if (answer != 0) {
        throw failure((int) ERRNO.get(state, 0L));
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (linked.isPresent()) {
        int _ = (int) linked.get().close.invokeExact(linked.get().folder);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static IOException failure(int errno) {
    return new IOException(
        errno == NO_SPACE
            ? "No space left on device"
            : "syncfs: errno %d; look at the system's log".formatted(errno));
  }

  /// Whether a Linux of this version tells of what it could not write.
  static boolean tells(String version) {
    String[] parts = version.split("[^0-9]+", 3);
    try {
      int major = Integer.parseInt(parts[0]);
      return major > 5 || (major == 5 && Integer.parseInt(parts[1]) >= 8);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return false;
    }
  }

  private static Linked link(Path folder) throws IOException {
    var path = FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT);
    MethodHandle open = call("open", path, Linker.Option.firstVariadicArg(2));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(folder.toAbsolutePath().toString());
      int descriptor = (int) open.invokeExact(name, READ_ONLY | CLOSE_ON_EXEC);
      if (descriptor < 0) {
        throw new IOException("the folder %s cannot be opened".formatted(folder));
      }
      MethodHandle syncfs = call("syncfs", ONE_INT, Linker.Option.captureCallState("errno"));
      return new Linked(syncfs, call("close", ONE_INT), descriptor);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("restricted") // the types are those of the C library
  private static MethodHandle call(
      String name, FunctionDescriptor shape, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), shape, options);
  }
}
