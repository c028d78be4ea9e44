package dev.vifte.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.object.ObjectKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// In a folder that all nodes see.
///
/// @param folder that is there: one that is missing may be a disk that was not mounted
record FolderLedger(Path folder) implements ErasureLedger {

  @Override
  public String tell(ObjectNode erasure) throws IOException {
    requireFolder();
    Path tenant = folder.resolve(new ObjectKey(erasure.path("tenant").asText()).value());
    Files.createDirectories(tenant);
    String name = new ObjectKey(erasure.path("erasure").asText()).value() + ".json";
    Path fresh = tenant.resolve("." + name + "." + UUID.randomUUID());
    try (FileChannel file =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var _ = file.write(java.nio.ByteBuffer.wrap(Json.bytes(erasure)));
      file.force(true);
    }
    Files.move(fresh, tenant.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    force(tenant);
    force(folder);
    return "written down";
  }

  @Override
  public List<ObjectKey> receipts() throws IOException {
    requireFolder();
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.matches("[0-9A-Za-z_.-]+/e-[0-9a-f]{40}\\.json"))
          .map(name -> new ObjectKey("erased/" + name))
          .toList();
    }
  }

  private void requireFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "the ledger of erasures %s is not there; mount it, or make the folder once"
              .formatted(folder));
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
