package dev.vifte.imaging;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

/// A GIF: its first frame on its canvas; what the frame leaves free is transparent. Decoded by the
/// JDK, which is handed the bytes up to the end of that frame.
record GifFile(ImageHeader header, Frame first, long firstEnd) implements RowFile {
  record Frame(int left, int top, int width, int height, boolean transparent) {}

  @Override
  public Optional<byte[]> profile(byte[] file) {
    return Optional.empty();
  }

  @Override
  public void decode(Decoding decoding, RowSink rows) throws IOException {
    Splice upToFirst = new Splice().add(decoding.file(), new Range(0, firstEnd)).add((byte) 0x3b);
    BufferedImage[] frame = new BufferedImage[1];
    Readers.read(
        new Readers.Source(ImageFormat.GIF, upToFirst, decoding.deadline()),
        reader -> {
          reader.addIIOReadWarningListener((_, _) -> {
            throw new Readers.Stopped(ImageRefused.truncated(ImageFormat.GIF));
          });
          frame[0] = reader.read(0);
        });
    new Placed(header, first.left(), first.top()).push(frame[0], decoding.deadline(), rows);
  }
}
