package dev.vifte.testkit.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Files written by the JDK's own codecs, even where other ImageIO plugins are on the class path:
/// samples must not depend on what is under test.
final class Written {
  private Written() {}

  static byte[] as(String format, IIOImage image, Consumer<ImageWriteParam> settings) {
    return with(
        format,
        writer -> {
          ImageWriteParam param = writer.getDefaultWriteParam();
          settings.accept(param);
          writer.write(null, image, param);
        });
  }

  static byte[] sequence(String format, List<IIOImage> images, Consumer<ImageWriteParam> settings) {
    return with(
        format,
        writer -> {
          ImageWriteParam param = writer.getDefaultWriteParam();
          settings.accept(param);
          writer.prepareWriteSequence(null);
          for (IIOImage image : images) {
            writer.writeToSequence(image, param);
          }
          writer.endWriteSequence();
        });
  }

  private interface Writing {
    void write(ImageWriter writer) throws IOException;
  }

  private static byte[] with(String format, Writing writing) {
    ImageWriter writer = jdkWriter(format);
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writing.write(writer);
    } catch (IOException e) {
      throw new UncheckedIOException("the JDK could not write a sample " + format, e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static ImageWriter jdkWriter(String format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getModule() == ImageIO.class.getModule()) {
        return writer;
      }
    }
    throw new IllegalStateException(
        "this JDK has no " + format + " writer; use one with java.desktop");
  }
}
