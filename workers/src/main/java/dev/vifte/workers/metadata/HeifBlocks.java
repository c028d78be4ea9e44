package dev.vifte.workers.metadata;

import dev.vifte.imaging.heif.Heif;
import dev.vifte.imaging.heif.Item;
import dev.vifte.workers.metadata.Blocks.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// EXIF, XMP and ICC of a HEIC or AVIF, which may lie anywhere in it.
final class HeifBlocks {
  private HeifBlocks() {}

  static void read(Path path, Blocks blocks) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      Optional<Heif> heif = Heif.read(new BufferedInputStream(Channels.newInputStream(file)));
      if (heif.isPresent()) {
        blocks.size(heif.get().shape().width(), heif.get().shape().height());
        collect(heif.get(), file, blocks);
      }
    }
  }

  private static void collect(Heif heif, FileChannel file, Blocks blocks) throws IOException {
    for (Item item : heif.items()) {
      Kind kind =
          switch (item.kind()) {
            case EXIF -> Kind.EXIF;
            case XMP -> Kind.XMP;
            case ICC -> Kind.ICC;
          };
      if (blocks.wants(kind, item.length())) {
        blocks.add(kind, item.read(file));
      }
    }
  }
}
