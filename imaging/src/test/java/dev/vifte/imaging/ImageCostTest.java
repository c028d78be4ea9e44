package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageCostTest {
  /// The heap of a JVM that has the readers loaded and renders a picture of a few pixels.
  private static final long JVM_BASE = 5 << 20;

  /// The same for our own JPEG decoder, for each of its two ways.
  private static final long PROGRESSIVE_BASE = 2 << 20;

  private static final long BASELINE_BASE = 1 << 20;

  private static final int WIDTH = 2000;
  private static final int HEIGHT = 1500;

  @TempDir private Path folder;

  @SuppressWarnings("ArrayRecordComponent")
  record Sample(String name, byte[] file) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> samples() {
    BufferedImage photo = Samples.photo(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    return Stream.of(
        new Sample("JPEG baseline", Samples.jpeg(photo, false)),
        new Sample("JPEG progressive", Samples.jpeg(photo, true)),
        new Sample("PNG", Samples.encode(photo, "png")),
        new Sample("PNG 16 bit", RareSamples.png16(WIDTH, HEIGHT)),
        new Sample("PNG interlaced", RareSamples.interlaced(photo)),
        new Sample("GIF", Samples.encode(photo, "gif")),
        new Sample("WebP lossless", RareSamples.webp(WIDTH, HEIGHT)),
        new Sample("TIFF", Samples.encode(photo, "tiff")),
        new Sample("BMP", Samples.encode(photo, "bmp")),
        new Sample("BMP 32 bit", RareSamples.bmp32(WIDTH, HEIGHT)),
        new Sample("PSD", RareSamples.psd(WIDTH, HEIGHT)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_picture_renders_in_the_heap_it_is_charged_and_not_in_half(Sample sample)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("picture"), sample.file());
    ImageHeader header = ImageHeader.probe(sample.file());

    long ours = header.coding().progressive() ? PROGRESSIVE_BASE : BASELINE_BASE;
    long base = header.format() == ImageFormat.JPEG ? ours : JVM_BASE;
    long charge = ImageCost.bytes(header, RenderInChild.VARIANTS) + sample.file().length;

    assertThat(RenderInChild.with(base + charge, file, RenderInChild.VARIANTS))
        .isEqualTo(RenderInChild.End.RENDERED);
    assertThat(RenderInChild.with(base + charge / 2, file, RenderInChild.VARIANTS))
        .isEqualTo(RenderInChild.End.OUT_OF_MEMORY);
  }

  @Test
  void edits_are_done_in_the_heap_they_are_charged_and_not_in_half()
      throws IOException, InterruptedException {
    byte[] png = Samples.encode(Samples.photo(1200, 900, BufferedImage.TYPE_INT_ARGB), "png");
    Path file = Files.write(folder.resolve("picture"), png);
    long charge = ImageCost.bytes(ImageHeader.probe(png), RenderInChild.EDITED) + png.length;

    assertThat(RenderInChild.with(JVM_BASE + charge, file, RenderInChild.EDITED))
        .isEqualTo(RenderInChild.End.RENDERED);
    assertThat(RenderInChild.with(JVM_BASE + charge / 2, file, RenderInChild.EDITED))
        .isEqualTo(RenderInChild.End.OUT_OF_MEMORY);
  }

  static Stream<List<Variant>> later() {
    return Stream.of(RenderInChild.TRIMMED, List.of(RenderInChild.marked()));
  }

  @ParameterizedTest
  @MethodSource("later")
  void trims_watermarks_and_aims_keep_to_their_heap_but_not_to_a_third(List<Variant> variants)
      throws IOException, InterruptedException {
    var sheet = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 1200, 900);
    g.drawImage(Samples.photo(700, 700), 250, 100, null);
    g.dispose();
    byte[] png = Samples.encode(sheet, "png");
    Path file = Files.write(folder.resolve("picture"), png);
    long charge = ImageCost.bytes(ImageHeader.probe(png), variants) + png.length;

    assertThat(RenderInChild.with(JVM_BASE + charge, file, variants))
        .isEqualTo(RenderInChild.End.RENDERED);
    assertThat(RenderInChild.with(BASELINE_BASE + charge / 3, file, variants))
        .isEqualTo(RenderInChild.End.OUT_OF_MEMORY);
  }

  @Test
  void a_thumbnail_of_a_large_jpeg_costs_little() throws ImageRefused {
    ImageHeader header = ImageHeader.probe(Samples.jpeg(WIDTH, HEIGHT));

    assertThat(ImageCost.bytes(header, List.of(Variant.fit("thumb", 128, 128))))
        .isLessThan(4 << 20);
  }

  @Test
  void a_progressive_jpeg_is_charged_its_coefficients_and_for_a_thumbnail_only_their_means()
      throws ImageRefused {
    BufferedImage photo = Samples.photo(WIDTH, HEIGHT);
    ImageHeader plain = ImageHeader.probe(Samples.jpeg(photo, false));
    ImageHeader staged = ImageHeader.probe(Samples.jpeg(photo, true));
    long blocks = 125 * 94 * (4 + 1 + 1);

    assertThat(staged.coding().blocks()).isEqualTo(blocks);
    assertThat(difference(staged, plain, 1000)).isBetween(80 * blocks, 128 * blocks);
    assertThat(difference(staged, plain, 100)).isBetween(1L, 2 * blocks);
  }

  private static long difference(ImageHeader staged, ImageHeader plain, int width) {
    List<Variant> variants = List.of(Variant.width("x", width));
    return ImageCost.bytes(staged, variants) - ImageCost.bytes(plain, variants);
  }
}
