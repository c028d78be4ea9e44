package dev.vifte.embedded;

import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectPrefix;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads objects that lie as files, whoever else has the folder open: a file is whole from the
/// moment it is seen.
record FolderReading(KeyPaths paths) {
  ObjectContent open(ObjectKey key, ByteRange range) throws IOException {
    try {
      FileChannel channel = FileChannel.open(paths.of(key), StandardOpenOption.READ);
      ObjectInfo info = info(key);
      return new ObjectContent(info, new RangeStream(channel, range, channel.size()));
    } catch (NoSuchFileException e) {
      throw new ObjectNotFoundException(key);
    }
  }

  Optional<ObjectInfo> head(ObjectKey key) throws IOException {
    try {
      return Optional.of(info(key));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  Optional<String> note(ObjectKey key) throws IOException {
    return FileNote.read(paths.of(key));
  }

  Stream<ObjectInfo> list(ObjectPrefix under) {
    return paths.of(under).stream()
        .flatMap(Listing::files)
        .map(paths::key)
        .flatMap(key -> Listing.unlessGone(() -> head(key)));
  }

  private ObjectInfo info(ObjectKey key) throws IOException {
    return Stamps.info(key, paths.of(key));
  }
}
