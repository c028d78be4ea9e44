package dev.vifte.imaging.imageio;

import dev.vifte.imaging.ImageFormat;
import dev.vifte.imaging.ImageHeader;
import dev.vifte.imaging.ImageLimits;
import dev.vifte.imaging.ImageRefused;
import dev.vifte.imaging.Images;
import dev.vifte.imaging.Part;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// Reads by [Images], under its default limits: the picture as stored (not turned as EXIF says, as
/// all readers do), in sRGB. Subsampling does not pick pixels but scales, a JPEG by decoding fewer
/// of its frequencies, so that nothing aliases and a thumbnail takes a fraction of the time.
///
/// What [Images] does not decode is read by the next reader of the registry, with a warning to the
/// listeners that names it; so are metadata. A damaged file is an [IIOException] with the words of
/// [ImageRefused]. Holds the file in memory. Used by one thread.
final class PictureReader extends ImageReader {
  private Optional<Images> images = Optional.empty();

  PictureReader(ImageReaderSpi provider) {
    super(provider);
  }

  static boolean begins(Object source, ImageFormat format) throws IOException {
    if (!(source instanceof ImageInputStream in)) {
      return false;
    }
    in.mark();
    try {
      byte[] head = new byte[ImageFormat.SNIFF_BYTES];
      int read = Math.max(0, in.read(head));
      return ImageFormat.sniff(Arrays.copyOf(head, read)).equals(Optional.of(format));
    } finally {
      in.reset();
    }
  }

  @Override
  public void setInput(@Nullable Object source, boolean forwardOnly, boolean noMetadata) {
    super.setInput(source, forwardOnly, noMetadata);
    images = Optional.empty();
  }

  @Override
  public void reset() {
    super.reset();
    images = Optional.empty();
  }

  private Images images(int index) throws IOException {
    if (index != 0) {
      throw new IndexOutOfBoundsException("there is one picture, not number " + index);
    }
    if (images.isEmpty()) {
      images = Optional.of(Images.read(file()));
    }
    return images.get();
  }

  private byte[] file() throws IOException {
    if (!(input instanceof ImageInputStream in)) {
      throw new IllegalStateException("there is no input; call setInput first");
    }
    in.mark();
    try {
      var all = new ByteArrayOutputStream();
      byte[] block = new byte[1 << 16];
      // a block more than is allowed is refused like the whole file, which may have no end
      for (int n = 0; n >= 0 && all.size() <= ImageLimits.DEFAULTS.bytes(); n = in.read(block)) {
        all.write(block, 0, n);
      }
      return all.toByteArray();
    } finally {
      in.reset();
    }
  }

  private ImageHeader header(int index) throws IOException {
    try {
      return images(index).header();
    } catch (ImageRefused refused) {
      throw new IIOException(refused.getMessage(), refused);
    }
  }

  @Override
  public int getNumImages(boolean search) {
    return 1;
  }

  @Override
  public int getWidth(int index) throws IOException {
    return header(index).width();
  }

  @Override
  public int getHeight(int index) throws IOException {
    return header(index).height();
  }

  @Override
  public boolean isRandomAccessEasy(int index) {
    return true;
  }

  @Override
  public Iterator<ImageTypeSpecifier> getImageTypes(int index) throws IOException {
    ImageHeader.Samples samples = header(index).samples();
    boolean gray = samples.channels() < 3 && !samples.alpha() && !header(index).profile();
    int type =
        samples.alpha()
            ? BufferedImage.TYPE_4BYTE_ABGR
            : gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    return List.of(ImageTypeSpecifier.createFromBufferedImageType(type)).iterator();
  }

  @Override
  public BufferedImage read(int index, @Nullable ImageReadParam given) throws IOException {
    ImageReadParam param = given == null ? getDefaultReadParam() : given;
    clearAbortRequest();
    try {
      return drawn(index, param);
    } catch (ImageRefused refused) {
      if (refused.reason() == ImageRefused.Reason.UNSUPPORTED) {
        return elsewhere(index, param, refused);
      }
      throw new IIOException(refused.getMessage(), refused);
    }
  }

  private BufferedImage drawn(int index, ImageReadParam param) throws IOException {
    ImageHeader header = images(index).header();
    ImageLimits.DEFAULTS.check(header);
    int width = header.width();
    int height = header.height();
    BufferedImage target = getDestination(param, getImageTypes(index), width, height);
    var from = new Rectangle();
    var to = new Rectangle();
    computeRegions(param, width, height, target, from, to);
    Part part =
        images(index)
            .part(new Part.Place(from.x, from.y, from.width, from.height, to.width, to.height));
    Drawing.onto(target, part, to.x, to.y);
    return target;
  }

  /// By whoever else reads it.
  private BufferedImage elsewhere(int index, ImageReadParam param, ImageRefused refused)
      throws IOException {
    ImageReader other = other(refused);
    try {
      processWarningOccurred(
          "%s It is read by %s instead.".formatted(refused.getMessage(), other.getClass()));
      return other.read(index, param);
    } finally {
      other.dispose();
    }
  }

  private ImageReader other(ImageRefused refused) throws IOException {
    if (!(input instanceof ImageInputStream in)) {
      throw new IllegalStateException("there is no input; call setInput first");
    }
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (!(reader instanceof PictureReader)) {
        reader.setInput(in, false, false);
        return reader;
      }
      reader.dispose();
    }
    throw new IIOException(refused.getMessage(), refused);
  }

  @Override
  public @Nullable IIOMetadata getStreamMetadata() {
    return null;
  }

  @Override
  public @Nullable IIOMetadata getImageMetadata(int index) throws IOException {
    ImageReader other = other(new ImageRefused(ImageRefused.Reason.UNSUPPORTED, "no metadata"));
    try {
      return other.getImageMetadata(index);
    } finally {
      other.dispose();
    }
  }
}
