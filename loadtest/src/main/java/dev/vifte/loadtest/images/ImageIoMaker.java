package dev.vifte.loadtest.images;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// The JDK's: all of the picture decoded, halved by bilinear steps as long as it is twice as large
/// as wanted, then one bicubic step. Smaller ones are made from larger ones.
final class ImageIoMaker implements Maker {
  @Override
  public List<byte[]> render(byte[] file, List<Integer> sides, boolean lossless)
      throws IOException {
    BufferedImage picture = Jdk.read(file);
    List<byte[]> made = new ArrayList<>();
    for (int side : sides) {
      picture = shrunk(picture, side);
      made.add(write(picture, lossless ? "png" : "jpg"));
    }
    return made;
  }

  @Override
  public void warmUp() {
    // has nothing of the kind
  }

  @Override
  public Encoding encoding(byte[] file) throws IOException {
    BufferedImage picture = Jdk.read(file);
    return () -> write(picture, "jpg");
  }

  private static BufferedImage shrunk(BufferedImage picture, int side) {
    double scale = Math.min(1, (double) side / Math.max(picture.getWidth(), picture.getHeight()));
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    BufferedImage half = picture;
    while (half.getWidth() >= 2 * width && half.getHeight() >= 2 * height) {
      half = drawn(half, half.getWidth() / 2, half.getHeight() / 2, false);
    }
    return drawn(half, width, height, true);
  }

  private static BufferedImage drawn(BufferedImage from, int width, int height, boolean fine) {
    var to = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = to.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        fine
            ? RenderingHints.VALUE_INTERPOLATION_BICUBIC
            : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(from, 0, 0, width, height, null);
    graphics.dispose();
    return to;
  }

  private static byte[] write(BufferedImage picture, String format) throws IOException {
    ImageWriter writer = Jdk.writer(format);
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (format.equals("jpg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(Work.QUALITY / 100f);
      }
      writer.write(null, new IIOImage(picture, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
