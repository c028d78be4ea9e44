package dev.vifte.testkit.media;

import dev.vifte.testkit.media.Media.Sample;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What [Media#valid] lists.
final class Valid {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private Valid() {}

  static List<Sample> all() {
    return Stream.of(turned(), jpegs(), pngs(), otherImages(), documents(), tables())
        .flatMap(List::stream)
        .toList();
  }

  private static Jpeg jpeg() {
    return Media.jpeg(WIDTH, HEIGHT);
  }

  private static Sample jpeg(String name, Jpeg content) {
    return new Sample(name, "image/jpeg", content.bytes());
  }

  private static List<Sample> turned() {
    return IntStream.rangeClosed(1, 8)
        .mapToObj(o -> jpeg("orientation-%d.jpg".formatted(o), jpeg().rotated(o).thumbnail()))
        .toList();
  }

  private static List<Sample> jpegs() {
    return List.of(
        jpeg("baseline.jpg", jpeg()),
        jpeg("one-pixel.jpg", Media.jpeg(1, 1)),
        jpeg("progressive.jpg", jpeg().progressive()),
        jpeg("gray.jpg", jpeg().gray()),
        jpeg("cmyk.jpg", jpeg().cmyk()),
        jpeg("srgb.jpg", jpeg().profile(Icc.SRGB)),
        jpeg("display-p3.jpg", jpeg().profile(Icc.DISPLAY_P3)),
        jpeg("adobe-rgb.jpg", jpeg().profile(Icc.ADOBE_RGB)),
        jpeg("everything.jpg", everything()));
  }

  private static Jpeg everything() {
    return jpeg()
        .camera("Vifte", "One")
        .lens("Vifte 35mm f/2.8")
        .serial("VF-000042")
        .taken(OffsetDateTime.parse("2026-05-17T12:30:00+02:00"))
        .gps(59.9139, 10.7522)
        .makerNote("VIFTE MAKER NOTE 1")
        .thumbnail()
        .iptc("Blåbær på fjellet", "blåbær", "fjell")
        .xmp("Blåbær & fjell")
        .profile(Icc.SRGB);
  }

  private static List<Sample> pngs() {
    Png png = Media.png(WIDTH, HEIGHT);
    return List.of(
        png("rgb.png", png),
        png("alpha.png", png.alpha()),
        png("palette.png", png.palette()),
        png("gray.png", png.gray()),
        png("sixteen-bit.png", png.sixteenBit()),
        png("interlaced.png", png.interlaced()));
  }

  private static Sample png(String name, Png content) {
    return new Sample(name, "image/png", content.bytes());
  }

  private static List<Sample> otherImages() {
    Gif gif = Media.gif(WIDTH, HEIGHT);
    Tiff tiff = Media.tiff(WIDTH, HEIGHT);
    return List.of(
        new Sample("still.gif", "image/gif", gif.bytes()),
        new Sample("animated.gif", "image/gif", gif.animated(5).bytes()),
        new Sample("plain.bmp", "image/bmp", Media.bmp(WIDTH, HEIGHT).bytes()),
        new Sample("lzw.tif", "image/tiff", tiff.bytes()),
        new Sample("deflate.tif", "image/tiff", tiff.deflate().bytes()),
        new Sample("three-pages.tif", "image/tiff", tiff.pages(3).bytes()),
        new Sample("flat.webp", "image/webp", Media.webp(WIDTH, HEIGHT).bytes()));
  }

  private static List<Sample> documents() {
    return List.of(
        pdf("one-page.pdf", Media.pdf(1)),
        pdf("twelve-pages.pdf", Media.pdf(12).title("Årsrapport 2026")),
        pdf("opens-by-itself.pdf", Media.pdf(1).encrypted("", "owner", 40)));
  }

  private static Sample pdf(String name, Pdf content) {
    return new Sample(name, "application/pdf", content.bytes());
  }

  private static List<Sample> tables() {
    Csv csv = Media.csv(24);
    return List.of(
        csv("comma.csv", csv),
        csv("semicolon-latin1.csv", csv.semicolon().latin1()),
        csv("byte-order-mark.csv", csv.byteOrderMark()),
        csv("quoted-newlines.csv", csv.quotedNewlines()),
        csv("ragged.csv", csv.ragged()));
  }

  private static Sample csv(String name, Csv content) {
    return new Sample(name, "text/csv", content.bytes());
  }
}
