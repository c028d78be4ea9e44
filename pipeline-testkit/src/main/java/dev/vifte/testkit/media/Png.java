package dev.vifte.testkit.media;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;

/// A PNG picture: 8-bit RGB, not interlaced, until asked otherwise. Immutable; each method gives a
/// changed copy.
public final class Png {
  private enum Layout {
    RGB,
    ALPHA,
    GRAY,
    PALETTE,
    SIXTEEN_BIT
  }

  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /// Where the chunk after IHDR begins.
  static final int AFTER_HEADER = 33;

  private final Picture picture;
  private final Layout layout;
  private final boolean interlaced;

  private Png(Picture picture, Layout layout, boolean interlaced) {
    this.picture = picture;
    this.layout = layout;
    this.interlaced = interlaced;
  }

  static Png of(Picture picture) {
    return new Png(picture, Layout.RGB, false);
  }

  private Png layout(Layout other) {
    return new Png(picture, other, interlaced);
  }

  /// Another scene.
  public Png seed(long seed) {
    return new Png(picture.seed(seed), layout, interlaced);
  }

  /// Without the corner patches, to look at.
  public Png unmarked() {
    return new Png(picture.unmarked(), layout, interlaced);
  }

  /// With an alpha channel: a hole with soft edges in the middle, or, where [#unmarked], a disc cut
  /// out.
  public Png alpha() {
    return layout(Layout.ALPHA);
  }

  public Png gray() {
    return layout(Layout.GRAY);
  }

  /// 216 colours, one index transparent and unused.
  public Png palette() {
    return layout(Layout.PALETTE);
  }

  /// RGB with 16 bits a component.
  public Png sixteenBit() {
    return layout(Layout.SIXTEEN_BIT);
  }

  /// Adam7.
  public Png interlaced() {
    return new Png(picture, layout, true);
  }

  /// The file.
  public byte[] bytes() {
    return Written.as("png", new IIOImage(pixels(), null, null), this::configure);
  }

  private BufferedImage pixels() {
    BufferedImage image = picture.image();
    return switch (layout) {
      case RGB -> image;
      case ALPHA -> Pixels.alpha(image, picture.marked());
      case GRAY -> Pixels.gray(image);
      case PALETTE -> Palette.of(image);
      case SIXTEEN_BIT -> Pixels.sixteenBit(image);
    };
  }

  private void configure(ImageWriteParam param) {
    param.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
  }

  /// One chunk with its length and checksum.
  static byte[] chunk(String type, byte[] data) {
    var crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.US_ASCII));
    crc.update(data);
    return new Bytes().u32(data.length).text(type).add(data).u32((int) crc.getValue()).toArray();
  }

  /// The signature and an IHDR of 8-bit RGB that claims this size.
  static Bytes header(int width, int height) {
    byte[] data = new Bytes().u32(width).u32(height).u8(8).u8(2).u8(0).u8(0).u8(0).toArray();
    return new Bytes().add(SIGNATURE).add(chunk("IHDR", data));
  }
}
