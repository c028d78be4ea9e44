package dev.vifte.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// JPEG files of the kinds that cameras and programs write.
///
/// @param across horizontal sampling factor of the first component; the others have 1
/// @param down vertical sampling factor of the first component
/// @param restart MCUs between restart markers; 0 for none
record JpegSamples(int across, int down, boolean progressive, int restart) {
  static final JpegSamples PLAIN = new JpegSamples(2, 2, false, 0);

  JpegSamples restarting(int newRestart) {
    return new JpegSamples(across, down, progressive, newRestart);
  }

  JpegSamples staged() {
    return new JpegSamples(across, down, true, restart);
  }

  byte[] of(BufferedImage picture) {
    return write(
        new IIOImage(picture, null, null),
        Optional.of(ImageTypeSpecifier.createFromRenderedImage(picture)));
  }

  /// Four inks as they are, without an Adobe block.
  static byte[] inks(int width, int height) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int[] inks = {255 * x / width, 255 * y / height, 128, 40};
        raster.setPixel(x, y, inks);
      }
    }
    return new JpegSamples(1, 1, false, 0)
        .write(new IIOImage(raster, null, null), Optional.empty());
  }

  private byte[] write(IIOImage image, Optional<ImageTypeSpecifier> type) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.9f);
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      if (type.isPresent()) {
        image.setMetadata(changed(writer.getDefaultImageMetadata(type.orElseThrow(), param)));
      }
      writer.write(null, image, param);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private IIOMetadata changed(IIOMetadata metadata) throws IIOInvalidTreeException {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode first = (IIOMetadataNode) root.getElementsByTagName("componentSpec").item(0);
    first.setAttribute("HsamplingFactor", String.valueOf(across));
    first.setAttribute("VsamplingFactor", String.valueOf(down));
    if (restart > 0) {
      IIOMetadataNode interval = new IIOMetadataNode("dri");
      interval.setAttribute("interval", String.valueOf(restart));
      root.getElementsByTagName("markerSequence")
          .item(0)
          .insertBefore(interval, root.getElementsByTagName("sof").item(0));
    }
    metadata.setFromTree(format, root);
    return metadata;
  }

  /// One scan for each component, as some cameras write: luma from the first gray picture, colours
  /// from the others, which may be smaller by `across` and `down`.
  byte[] scanByScan(BufferedImage... grays) {
    var file = new ByteArrayOutputStream();
    for (int i = 0; i < grays.length; i++) {
      byte[] gray = Samples.jpeg(grays[i], false);
      for (int at = 2; at + 4 < gray.length; ) {
        int code = gray[at + 1] & 0xff;
        int end = at + 2 + ((gray[at + 2] & 0xff) << 8 | (gray[at + 3] & 0xff));
        boolean scan = code == 0xda;
        end = scan ? gray.length - 2 : end;
        if (scan) {
          gray[at + 5] = (byte) (i + 1);
          file.write(gray, at, end - at);
        } else if (i == 0) {
          file.writeBytes(code == 0xc0 ? frame(gray, at) : Arrays.copyOfRange(gray, at, end));
        }
        at = end;
      }
    }
    byte[] body = file.toByteArray();
    return ByteBuffer.allocate(body.length + 4)
        .putShort((short) 0xffd8)
        .put(body)
        .putShort((short) 0xffd9)
        .array();
  }

  private byte[] frame(byte[] gray, int at) {
    ByteBuffer frame = ByteBuffer.allocate(19).putShort((short) 0xffc0).putShort((short) 17);
    frame.put(gray, at + 4, 5).put((byte) 3);
    frame.put((byte) 1).put((byte) (across << 4 | down)).put((byte) 0);
    return frame.put(new byte[] {2, 0x11, 0, 3, 0x11, 0}).array();
  }
}
