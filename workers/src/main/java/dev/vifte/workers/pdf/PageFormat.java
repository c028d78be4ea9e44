package dev.vifte.workers.pdf;

import dev.vifte.object.MediaType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;

/// The file format of drawn pages.
sealed interface PageFormat {
  /// Exact.
  record Png() implements PageFormat {
    /// Deflate's middle: a page compresses well, and more effort gains little.
    private static final float EFFORT = 0.6f;

    @Override
    public String word() {
      return "png";
    }

    @Override
    public float quality() {
      return EFFORT;
    }
  }

  /// Smaller for scans.
  ///
  /// @param percent 1 to 100
  record Jpeg(int percent) implements PageFormat {
    static final int DEFAULT = 85;

    public Jpeg {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("quality must be 1 to 100, not " + percent);
      }
    }

    @Override
    public String word() {
      return "jpeg";
    }

    @Override
    public float quality() {
      return percent / 100f;
    }
  }

  /// As in settings, media types and for [ImageIO].
  String word();

  /// As [ImageWriteParam] has it.
  float quality();

  default MediaType type() {
    return new MediaType("image/" + word());
  }

  default String extension() {
    return word().equals("jpeg") ? "jpg" : word();
  }

  default void write(BufferedImage image, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(word()).next();
    try (var out = new FileImageOutputStream(file.toFile())) {
      var param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality());
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
  }
}
