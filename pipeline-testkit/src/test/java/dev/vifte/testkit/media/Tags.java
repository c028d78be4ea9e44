package dev.vifte.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A second, independent reading of the EXIF in a sample: directory 0, and those that its tags
/// point to.
record Tags(ByteBuffer tiff) {
  private static final int TIFF_AT = 12; // SOI, marker, length, "Exif\0\0"

  static Tags of(byte[] jpeg) {
    assertThat(new String(jpeg, 6, 4, StandardCharsets.US_ASCII)).isEqualTo("Exif");
    int end = 4 + (jpeg[4] & 255) * 256 + (jpeg[5] & 255);
    return new Tags(ByteBuffer.wrap(Arrays.copyOfRange(jpeg, TIFF_AT, end)));
  }

  /// The offset of a tag's entry; `directory` 0 is the first, else the tag of the pointer to it.
  private int entry(int directory, int tag) {
    int at = tiff.getInt(4);
    return find(directory == 0 ? at : tiff.getInt(find(at, directory) + 8), tag);
  }

  private int find(int directory, int tag) {
    for (int i = 0; i < tiff.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xFFFF) == tag) {
        return entry;
      }
    }
    throw new AssertionError("tag 0x%04X is not there".formatted(tag));
  }

  int number(int directory, int tag) {
    return tiff.getShort(entry(directory, tag) + 8);
  }

  String text(int directory, int tag) {
    int entry = entry(directory, tag);
    int count = tiff.getInt(entry + 4);
    int at = count > 4 ? tiff.getInt(entry + 8) : entry + 8;
    return new String(slice(at, count), StandardCharsets.UTF_8).replace("\0", "");
  }

  double angle(int directory, int tag) {
    int at = tiff.getInt(entry(directory, tag) + 8);
    return fraction(at) + fraction(at + 8) / 60 + fraction(at + 16) / 3600;
  }

  private double fraction(int at) {
    return (double) tiff.getInt(at) / tiff.getInt(at + 4);
  }

  byte[] thumbnail() {
    int first = tiff.getInt(4);
    int second = tiff.getInt(first + 2 + 12 * tiff.getShort(first));
    int at = tiff.getInt(find(second, 0x0201) + 8);
    int length = tiff.getInt(find(second, 0x0202) + 8);
    return slice(at, length);
  }

  private byte[] slice(int at, int length) {
    byte[] bytes = new byte[length];
    tiff.get(at, bytes);
    return bytes;
  }
}
