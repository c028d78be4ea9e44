package dev.vifte.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A disk of its own, mounted for one trial; only root may do that. Used by one thread at a time.
final class Disk implements AutoCloseable {
  /// EXT4_IOC_SHUTDOWN without flushing the journal: the file system stops at once. What was synced
  /// is there when it is mounted again; what was not is gone, as after a power loss.
  private static final String SHUTDOWN =
      "open(F, '<', $ARGV[0]) or die $!; $f = pack('L', 2); ioctl(F, 0x8004587D, $f) or die $!";

  private static final int MIB = 1 << 20;

  private final Path place;
  private final List<String> mount;

  private Disk(Path place, List<String> mount) throws IOException, InterruptedException {
    this.place = place;
    this.mount = mount;
    Files.createDirectories(place);
    run(mount);
  }

  /// A disk in memory.
  static Disk small(Path place, int mib) throws IOException, InterruptedException {
    String size = "size=%dm".formatted(mib);
    return new Disk(place, List.of("mount", "-t", "tmpfs", "-o", size, "tmpfs", place.toString()));
  }

  /// A disk whose file system keeps in memory what was not synced, for minutes if it can.
  static Disk ext4(Path place, int mib) throws IOException, InterruptedException {
    Path image = image(place);
    Files.createDirectories(image.getParent());
    run(List.of("truncate", "-s", mib + "M", image.toString()));
    run(List.of("mkfs.ext4", "-q", "-F", image.toString()));
    return new Disk(
        place, List.of("mount", "-o", "loop,commit=300", image.toString(), place.toString()));
  }

  private static Path image(Path place) {
    return place.resolveSibling(place.getFileName() + ".img");
  }

  /// Leaves no byte of room.
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(filler())) {
      var chunk = new byte[MIB / 16];
      while (true) {
        out.write(chunk);
      }
    } catch (IOException e) {
      if (Files.getFileStore(place).getUsableSpace() > MIB) {
        throw e;
      }
    }
  }

  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  void powerOff() throws IOException, InterruptedException {
    run(List.of("perl", "-e", SHUTDOWN, place.toString()));
  }

  void powerOn() throws IOException, InterruptedException {
    run(List.of("umount", place.toString()));
    run(mount);
  }

  private Path filler() {
    return place.resolve("filler");
  }

  @Override
  public void close() throws IOException {
    try {
      run(List.of("umount", "-l", place.toString()));
      Files.deleteIfExists(image(place));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("%s: %s".formatted(String.join(" ", command), said.strip()));
    }
  }
}
