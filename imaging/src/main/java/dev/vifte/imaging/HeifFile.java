package dev.vifte.imaging;

import java.io.IOException;
import java.util.Optional;

/// A HEIC or AVIF: its primary picture, which only an [Accelerator] decodes, turned as the file
/// asks.
///
/// @param profile where the ICC profile is; length 0 without
record HeifFile(ImageHeader header, Range profile) implements RowFile {
  @Override
  public Optional<byte[]> profile(byte[] file) {
    boolean usable = profile.length() > 0 && profile.length() <= MAX_PROFILE_BYTES;
    return usable ? Optional.of(profile.of(file)) : Optional.empty();
  }

  @Override
  public void decode(Decoding decoding, RowSink rows) throws IOException {
    NativeRows.push(header, decoding, rows);
  }
}
