package dev.vifte.imaging.encode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures made in code, the JDK's way from and to JPEG, and how far two are apart.
final class Pictures {
  private static final int GRAIN = 10;

  private Pictures() {}

  /// Soft shapes, an edge and some grain.
  static Bitmap photo(int width, int height, int channels) {
    byte[] samples = new byte[width * height * channels];
    Random grain = new Random(11);
    for (int i = 0; i < samples.length; i++) {
      int x = i / channels % width;
      int y = i / channels / width;
      double wave = Math.sin(x * 0.05 + i % channels) * Math.cos(y * 0.04);
      int disc = Math.hypot(x - width * 0.3, y - height * 0.4) < height * 0.2 ? 50 : 0;
      samples[i] = (byte) Math.clamp((int) (110 + 70 * wave) + disc + grain.nextInt(GRAIN), 0, 255);
    }
    return new Bitmap(width, height, channels, samples);
  }

  /// No grain and no edge: nothing that even a coarse encoding would lose.
  static Bitmap soft(int width, int height, int channels) {
    byte[] samples = new byte[width * height * channels];
    for (int i = 0; i < samples.length; i++) {
      int x = i / channels % width;
      int y = i / channels / width;
      samples[i] = (byte) (100 + x / 2 - y + 20 * (i % channels));
    }
    return new Bitmap(width, height, channels, samples);
  }

  static BufferedImage image(Bitmap picture) {
    boolean gray = picture.channels() == 1;
    int type = gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    var image = new BufferedImage(picture.width(), picture.height(), type);
    int[] pixel = new int[picture.channels()];
    for (int i = 0; i < picture.samples().length; i += pixel.length) {
      for (int c = 0; c < pixel.length; c++) {
        pixel[c] = picture.samples()[i + c] & 0xff;
      }
      int at = i / pixel.length;
      image.getRaster().setPixel(at % picture.width(), at / picture.width(), pixel);
    }
    return image;
  }

  static byte[] write(Bitmap picture, int quality, Sampling sampling) {
    var writer = new JpegWriter(picture, quality, sampling);
    int bands = 0;
    while (writer.writeBand()) {
      bands++;
    }
    if (bands == 0) {
      throw new IllegalStateException("no band was written");
    }
    return writer.finish();
  }

  static BufferedImage read(byte[] jpeg) {
    try {
      return ImageIO.read(new ByteArrayInputStream(jpeg));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static byte[] writtenByJdk(Bitmap picture, int quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality / 100f);
      writer.write(null, new IIOImage(image(picture), null, null), param);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// Peak signal-to-noise ratio in dB, peak 255.
  static double psnr(Bitmap picture, byte[] jpeg) {
    double[] wanted = samples(image(picture));
    double[] got = samples(read(jpeg));
    double sum = 0;
    for (int i = 0; i < wanted.length; i++) {
      sum += (wanted[i] - got[i]) * (wanted[i] - got[i]);
    }
    return 10 * Math.log10(255 * 255 / (sum / wanted.length));
  }

  private static double[] samples(BufferedImage image) {
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (double[]) null);
  }
}
