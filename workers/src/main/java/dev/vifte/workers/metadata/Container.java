package dev.vifte.workers.metadata;

import dev.vifte.object.MediaType;
import dev.vifte.stage.StageInput;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// The file formats whose metadata can be read.
enum Container {
  JPEG("image/jpeg"),
  PNG("image/png"),
  WEBP("image/webp"),
  TIFF("image/tiff"),
  PSD("image/vnd.adobe.photoshop"),
  GIF("image/gif"),
  BMP("image/bmp"),
  HEIC("image/heic"),
  AVIF("image/avif");

  private final String type;

  Container(String type) {
    this.type = type;
  }

  /// By the type that the file's first bytes have.
  static Optional<Container> of(MediaType type) {
    return Arrays.stream(values())
        .filter(container -> container.type.equals(type.value()))
        .findFirst();
  }

  /// Whether the file says by other means than EXIF how it is turned, and its size is as shown.
  boolean turnsItself() {
    return this == HEIC || this == AVIF;
  }

  /// Collects the blocks of a file of this format; a TIFF is one block itself and read elsewhere.
  void read(StageInput input, Blocks blocks) throws IOException {
    if (turnsItself()) {
      HeifBlocks.read(input.path(), blocks);
      return;
    }
    try (var in = new DataInputStream(new BufferedInputStream(input.open(), 1 << 16))) {
      switch (this) {
        case JPEG -> JpegSegments.read(in, blocks);
        case PNG -> PngChunks.read(in, blocks);
        case WEBP -> WebpChunks.read(in, blocks);
        case PSD -> psd(in, blocks);
        case GIF -> gif(in, blocks);
        case BMP -> bmp(in, blocks);
        case TIFF, HEIC, AVIF -> {}
      }
    }
  }

  private static void psd(DataInputStream in, Blocks blocks) throws IOException {
    in.skipNBytes(14);
    int height = in.readInt();
    blocks.size(in.readInt(), height);
    in.skipNBytes(4);
    in.skipNBytes(in.readInt() & 0xFFFFFFFFL);
    long length = in.readInt() & 0xFFFFFFFFL;
    PhotoshopBlocks.read(in.readNBytes((int) Math.min(length, PhotoshopBlocks.MAX_BYTES)), blocks);
  }

  private static void gif(DataInputStream in, Blocks blocks) throws IOException {
    in.skipNBytes(6);
    int width = Short.reverseBytes(in.readShort()) & 0xFFFF;
    blocks.size(width, Short.reverseBytes(in.readShort()) & 0xFFFF);
  }

  private static void bmp(DataInputStream in, Blocks blocks) throws IOException {
    in.skipNBytes(18);
    int width = Integer.reverseBytes(in.readInt());
    blocks.size(width, Math.absExact(Integer.reverseBytes(in.readInt())));
  }
}
