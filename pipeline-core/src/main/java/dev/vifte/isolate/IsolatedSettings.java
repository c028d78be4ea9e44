package dev.vifte.isolate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How the child JVMs are run.
///
/// @param children at most this many at once; one more task waits
/// @param limits of each child
/// @param folder a private, writable folder that may outlive the node: home and temporary files of
///   the children, such as the list of the machine's fonts that PDFBox keeps
/// @param plugins jars with stages of your own, added to the class path
/// @param properties system properties that stages read in a child as in the node
public record IsolatedSettings(
    int children,
    ChildLimits limits,
    Path folder,
    List<Path> plugins,
    Map<String, String> properties) {
  public IsolatedSettings {
    properties = Map.copyOf(properties);
    plugins = List.copyOf(plugins);
    if (children < 1) {
      throw new IllegalArgumentException(
          "isolated children must be at least 1, not %d".formatted(children));
    }
  }

  /// Two children at most, one on a machine with one core, with the default limits.
  public static IsolatedSettings in(Path folder) {
    int children = Math.min(2, Runtime.getRuntime().availableProcessors());
    return new IsolatedSettings(children, ChildLimits.DEFAULTS, folder, List.of(), Map.of());
  }

  public IsolatedSettings children(int most) {
    return new IsolatedSettings(most, limits, folder, plugins, properties);
  }

  public IsolatedSettings limits(ChildLimits each) {
    return new IsolatedSettings(children, each, folder, plugins, properties);
  }

  public IsolatedSettings plugins(List<Path> jars) {
    return new IsolatedSettings(children, limits, folder, jars, properties);
  }

  public IsolatedSettings properties(Map<String, String> all) {
    return new IsolatedSettings(children, limits, folder, plugins, all);
  }

  /// What one child may use.
  ///
  /// @param heap bytes of Java heap
  /// @param tasks after so many it is replaced by a fresh one
  /// @param cpu processor time of its whole life, enforced by the kernel where `prlimit` is
  ///   installed; at half of it the child is replaced between two tasks
  /// @param file bytes of the largest file it may write, enforced likewise
  /// @param outside bytes it may write to outside of the heap, enforced likewise: the JVM's own, up
  ///   to some 400 MB, and what native libraries take
  public record ChildLimits(long heap, int tasks, Duration cpu, long file, long outside) {
    /// 256 MB, 100 tasks, one hour, 4 GB, 1 GB: enough for libvips and 100 megapixels.
    public static final ChildLimits DEFAULTS =
        new ChildLimits(256L << 20, 100, Duration.ofHours(1), 4L << 30, 1L << 30);

    private static final long LEAST_HEAP = 16L << 20;
    private static final long LEAST_OUTSIDE = 256L << 20;

    public ChildLimits {
      if (heap < LEAST_HEAP || tasks < 1 || cpu.toSeconds() < 1 || file < 1) {
        throw new IllegalArgumentException(
            "a child needs at least 16 MB of heap, 1 task, 1 s of cpu and 1 byte of file: "
                + "heap %d, tasks %d, cpu %s, file %d".formatted(heap, tasks, cpu, file));
      }
      if (outside < LEAST_OUTSIDE) {
        throw new IllegalArgumentException(
            "a child needs at least 256 MB outside of its heap, not %d bytes".formatted(outside));
      }
    }

    public ChildLimits heap(long bytes) {
      return new ChildLimits(bytes, tasks, cpu, file, outside);
    }

    public ChildLimits outside(long bytes) {
      return new ChildLimits(heap, tasks, cpu, file, bytes);
    }

    public ChildLimits tasks(int most) {
      return new ChildLimits(heap, most, cpu, file, outside);
    }
  }
}
