package dev.vifte.app;

import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Stands where a restore has begun and not ended: nothing but that restore begins there.
public interface RestoreMark {
  /// Where it lies among objects.
  ObjectKey KEY = new ObjectKey("restoring");

  /// The backup that is being restored; empty when none is.
  Optional<String> backup() throws IOException;

  void set(String backup) throws IOException;

  void clear() throws IOException;

  /// Refuses a place that is half restored.
  default void refuse(String where) throws IOException {
    Optional<String> begun = backup();
    if (begun.isPresent()) {
      throw new IOException(
          "a restore of the backup %s into %s was not finished; run `vifte restore` again"
              .formatted(begun.get(), where));
    }
  }

  /// In the folder of a store.
  static RestoreMark in(Path folder) {
    return new InFolder(folder.resolve(KEY.value()));
  }

  /// Beside objects that nodes share.
  static RestoreMark in(ObjectStore objects) {
    return new Beside(objects);
  }

  /// As a file.
  record InFolder(Path file) implements RestoreMark {
    @Override
    public Optional<String> backup() throws IOException {
      try {
        return Optional.of(Files.readString(file).strip());
      } catch (NoSuchFileException _) {
        return Optional.empty();
      }
    }

    @Override
    public void set(String backup) throws IOException {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, backup + "\n");
    }

    @Override
    public void clear() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /// As an object.
  record Beside(ObjectStore objects) implements RestoreMark {
    private static final PutOptions PLAIN = PutOptions.replacing(new MediaType("text/plain"));

    @Override
    public Optional<String> backup() throws IOException {
      if (objects.head(KEY).isEmpty()) {
        return Optional.empty();
      }
      try (var there = objects.open(KEY, ByteRange.ALL)) {
        byte[] bytes = there.stream().readAllBytes();
        return Optional.of(new String(bytes, StandardCharsets.UTF_8).strip());
      } catch (ObjectNotFoundException _) {
        return Optional.empty();
      }
    }

    @Override
    public void set(String backup) throws IOException {
      byte[] bytes = backup.getBytes(StandardCharsets.UTF_8);
      var _ = objects.put(KEY, new ByteArrayInputStream(bytes), PLAIN);
    }

    @Override
    public void clear() throws IOException {
      objects.delete(KEY);
    }
  }
}
