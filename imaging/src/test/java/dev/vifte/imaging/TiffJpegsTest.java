package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vifte.imaging.ImageRefused.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffJpegsTest {
  private static final int WIDTH = 100;
  private static final int HEIGHT = 75;

  private static byte[] tiff() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType("JPEG");
      BufferedImage photo = Samples.photo(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
      writer.write(null, new IIOImage(photo, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// Where the first frame of a JPEG begins.
  private static int frame(byte[] tiff) {
    for (int i = 0; i + 4 < tiff.length; i++) {
      boolean frame = tiff[i] == (byte) 0xff && tiff[i + 1] == (byte) 0xc0;
      if (frame && tiff[i + 2] == 0 && tiff[i + 3] == 17) {
        return i;
      }
    }
    throw new IllegalStateException("there is no baseline JPEG in it");
  }

  private static Reason refusal(byte[] file) {
    try {
      ImageHeader.probe(file);
      throw new AssertionError("it was accepted");
    } catch (ImageRefused why) {
      return why.reason();
    }
  }

  @Test
  void a_tiff_of_baseline_jpegs_is_rendered() throws IOException {
    Rendered made = Images.read(tiff()).render(List.of(Variant.fit("x", 50, 50))).getFirst();

    assertThat(made.width()).isEqualTo(50);
  }

  /// A reader holds a progressive or lossless one whole, and others need the arithmetic code.
  @ParameterizedTest
  @ValueSource(ints = {0xc2, 0xc3, 0xc5, 0xc9, 0xd8, 0xd9, 0xda, 0x01})
  void one_that_is_not_baseline_is_refused(int marker) throws IOException {
    byte[] tiff = tiff();
    tiff[frame(tiff) + 1] = (byte) marker;

    assertThat(refusal(tiff)).isEqualTo(Reason.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7})
  void one_that_is_larger_than_its_strip_is_refused(int side) throws IOException {
    byte[] tiff = tiff();
    tiff[frame(tiff) + side] = (byte) 0xea;

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() -> ImageHeader.probe(tiff))
        .withMessageContaining("a part of 100 x 75 px is a JPEG of");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, 34_712})
  void other_compressions_are_refused_by_their_number(int compression) throws IOException {
    byte[] tiff = tiff();
    ByteBuffer tag = RareSamples.tag(tiff, 259);
    tag.putShort(tag.position() + 8, (short) compression);

    assertThat(refusal(tiff)).isEqualTo(Reason.UNSUPPORTED);
  }

  /// The reader is handed other bytes there than those that are looked at.
  @Test
  void a_jpeg_in_the_directory_is_refused() throws IOException {
    byte[] tiff = tiff();
    int entry = RareSamples.tag(tiff, 278).position();
    System.arraycopy(tiff, frame(tiff), tiff, entry + 2, 9);
    tiff[entry] = (byte) 0xff;
    tiff[entry + 1] = (byte) 0xd8;
    ByteBuffer strips = RareSamples.tag(tiff, 273);
    int value = strips.position() + 8;
    boolean one = strips.getInt(value - 4) == 1;
    strips.putInt(one ? value : strips.getInt(value), entry);

    assertThatExceptionOfType(ImageRefused.class)
        .isThrownBy(() -> ImageHeader.probe(tiff))
        .withMessageContaining("a JPEG lies in its directory");
  }
}
