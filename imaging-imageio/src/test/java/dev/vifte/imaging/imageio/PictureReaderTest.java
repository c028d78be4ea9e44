package dev.vifte.imaging.imageio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
  @BeforeAll
  static void we_come_first() {
    VifteReaders.first();
  }

  private static BufferedImage photo(int width, int height, int type) {
    var picture = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double wave = Math.sin(x * 9.0 / width) * Math.cos(y * 7.0 / height);
        int light = (int) (120 + 80 * wave);
        int alpha = 255 - 200 * x / width;
        picture.setRGB(x, y, alpha << 24 | light << 16 | (light / 2) << 8 | (255 - light));
      }
    }
    return picture;
  }

  private static byte[] encoded(BufferedImage picture, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static BufferedImage read(byte[] file, ImageReader reader, ImageReadParam param)
      throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in);
      return reader.read(0, param);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(String format, boolean ours) {
    Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(format);
    while (all.hasNext()) {
      ImageReader reader = all.next();
      String wanted = ours ? "dev.vifte." : "com.sun.";
      if (reader.getClass().getName().startsWith(wanted)) {
        return reader;
      }
    }
    throw new IllegalStateException("no reader of " + format);
  }

  private static int mostApart(BufferedImage a, BufferedImage b) {
    assertThat(a.getWidth()).isEqualTo(b.getWidth());
    assertThat(a.getHeight()).isEqualTo(b.getHeight());
    int most = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        for (int shift = 0; shift < 32; shift += 8) {
          int apart = (a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff);
          most = Math.max(most, Math.abs(apart));
        }
      }
    }
    return most;
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void the_registry_gives_ours_first(String format) {
    assertThat(ImageIO.getImageReadersByFormatName(format).next())
        .isInstanceOf(PictureReader.class);
  }

  @Test
  void pictures_are_as_the_jdk_reads_them() throws IOException {
    byte[] jpeg = encoded(photo(203, 101, BufferedImage.TYPE_INT_RGB), "jpeg");
    byte[] gray = encoded(photo(64, 48, BufferedImage.TYPE_BYTE_GRAY), "jpeg");
    byte[] png = encoded(photo(203, 101, BufferedImage.TYPE_INT_ARGB), "png");

    assertThat(mostApart(ImageIO.read(new ByteArrayInputStream(png)), theirs(png, "png"))).isZero();
    assertThat(mostApart(ImageIO.read(new ByteArrayInputStream(gray)), theirs(gray, "jpeg")))
        .isLessThan(4);
    assertThat(mostApart(ImageIO.read(new ByteArrayInputStream(jpeg)), theirs(jpeg, "jpeg")))
        .isLessThan(9);
  }

  private static BufferedImage theirs(byte[] file, String format) throws IOException {
    ImageReader reader = reader(format, false);
    return read(file, reader, reader.getDefaultReadParam());
  }

  @Test
  void a_subsampled_jpeg_is_the_mean_of_its_blocks_not_one_pixel_of_each() throws IOException {
    var stripes = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 256; y++) {
      for (int x = 0; x < 256; x++) {
        stripes.setRGB(x, y, x % 2 == 0 ? 0xffffff : 0);
      }
    }
    byte[] jpeg = encoded(stripes, "jpeg");
    ImageReader ours = reader("jpeg", true);
    ImageReadParam param = ours.getDefaultReadParam();
    param.setSourceSubsampling(8, 8, 0, 0);

    BufferedImage small = read(jpeg, ours, param);
    BufferedImage picked = read(jpeg, reader("jpeg", false), param);

    assertThat(small.getWidth()).isEqualTo(32);
    assertThat(small.getRGB(16, 16) & 0xff).isBetween(110, 145);
    assertThat(picked.getRGB(16, 16) & 0xff).isGreaterThan(200);
  }

  @Test
  void a_part_may_be_read_into_a_part_of_a_picture_that_is_there() throws IOException {
    byte[] png = encoded(photo(120, 80, BufferedImage.TYPE_INT_RGB), "png");
    ImageReader ours = reader("png", true);
    ImageReadParam param = ours.getDefaultReadParam();
    param.setSourceRegion(new Rectangle(30, 20, 40, 30));
    param.setDestination(new BufferedImage(60, 50, BufferedImage.TYPE_INT_RGB));
    param.setDestinationOffset(new Point(5, 7));

    BufferedImage read = read(png, ours, param);
    BufferedImage whole = ImageIO.read(new ByteArrayInputStream(png));

    assertThat(read).isSameAs(param.getDestination());
    assertThat(read.getRGB(5, 7)).isEqualTo(whole.getRGB(30, 20));
    assertThat(read.getRGB(44, 36)).isEqualTo(whole.getRGB(69, 49));
    assertThat(read.getRGB(45, 37) & 0xffffff).isZero();
  }

  @Test
  void a_file_that_is_cut_off_is_refused_in_our_words() throws IOException {
    byte[] jpeg = encoded(photo(200, 150, BufferedImage.TYPE_INT_RGB), "jpeg");
    byte[] half = Arrays.copyOf(jpeg, jpeg.length / 2);

    assertThatExceptionOfType(IIOException.class)
        .isThrownBy(() -> ImageIO.read(new ByteArrayInputStream(half)))
        .withMessage("The JPEG file ends too early; send the whole file again");
  }

  /// A target of 2 GB would be made first.
  @Test
  void a_tiny_file_of_a_giant_picture_is_refused_before_there_is_a_target() throws IOException {
    byte[] png = encoded(photo(8, 8, BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer.wrap(png).putInt(16, 26_000).putInt(20, 26_000);
    var sum = new CRC32();
    sum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());

    assertThatExceptionOfType(IIOException.class)
        .isThrownBy(() -> ImageIO.read(new ByteArrayInputStream(png)))
        .withMessageContaining("26000 x 26000 px; the limit is");
  }

  @Test
  void a_stream_without_end_is_read_only_as_far_as_a_file_may_be_long() throws IOException {
    byte[] png = encoded(photo(8, 8, BufferedImage.TYPE_INT_RGB), "png");
    var endless = new EndlessInput(png);
    ImageReader ours = reader("png", true);
    ours.setInput(endless);

    assertThatExceptionOfType(IIOException.class)
        .isThrownBy(() -> ours.getWidth(0))
        .withMessageContaining("the limit is 52428800 bytes");
    assertThat(endless.getStreamPosition()).isZero();
  }

  /// A file, and zeros for ever.
  private static final class EndlessInput extends ImageInputStreamImpl {
    private final byte[] first;

    EndlessInput(byte... first) {
      this.first = first;
    }

    @Override
    public int read() {
      int at = (int) Math.min(streamPos++, first.length);
      return at < first.length ? first[at] & 0xff : 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (streamPos > 1 << 30) {
        throw new IOException("it is read without end");
      }
      for (int i = 0; i < length; i++) {
        target[offset + i] = (byte) read();
      }
      return length;
    }
  }

  @Test
  void what_we_do_not_decode_is_read_by_another_with_a_warning() throws IOException {
    byte[] jpeg = encoded(photo(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg");
    int frame = indexOf(jpeg, 0xc0);
    jpeg[frame + 1] = (byte) 0xc9; // arithmetic, which the JDK does not read either
    ImageReader ours = reader("jpeg", true);
    List<String> warnings = new ArrayList<>();
    ours.addIIOReadWarningListener((_, warning) -> warnings.add(warning));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(jpeg, ours, ours.getDefaultReadParam()));
    assertThat(warnings).singleElement().asString().contains("arithmetic", "It is read by");
  }

  private static int indexOf(byte[] jpeg, int marker) {
    for (int i = 2; i < jpeg.length; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == marker) {
        return i;
      }
    }
    throw new IllegalStateException("no such marker");
  }

  @Test
  void sizes_and_metadata_are_told() throws IOException {
    byte[] jpeg = encoded(photo(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg");
    ImageReader ours = reader("jpeg", true);
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
      ours.setInput(in);

      assertThat(ours.getWidth(0)).isEqualTo(64);
      assertThat(ours.getHeight(0)).isEqualTo(48);
      assertThat(ours.getImageMetadata(0).getNativeMetadataFormatName())
          .isEqualTo("javax_imageio_jpeg_image_1.0");
    }
  }
}
