package dev.vifte.testkit.media;

import dev.vifte.testkit.media.Media.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Documents that hang, loop or lie, and files that are not what their name says.
public final class HostileFiles {
  private static final String PDF = "application/pdf";

  private HostileFiles() {}

  static List<Sample> all() {
    return List.of(
        pdf("password.pdf", Media.pdf(1).password("secret").bytes()),
        corruptPdf(),
        pdf("truncated.pdf", Media.truncated(Media.pdf(3).bytes(), 0.4)),
        hugePage(),
        formBomb(9),
        formLoop(),
        pageLoop(),
        streamBomb(128),
        htmlNamedPng(),
        new Sample("jpeg-named.pdf", PDF, Media.jpeg(64, 48).bytes()),
        empty(),
        random(),
        new Sample("unclosed-quote.csv", "text/csv", unclosedQuote()));
  }

  private static Sample pdf(String name, byte[] bytes) {
    return new Sample(name, PDF, bytes);
  }

  /// A header, then noise: no object can be found, so there is nothing to repair.
  public static Sample corruptPdf() {
    byte[] noise = noise(4096);
    return pdf("corrupt.pdf", new Bytes().text("%PDF-1.7\n").add(noise).text("%%EOF").toArray());
  }

  /// One page of 50,000 x 50,000 units: 2.5 gigapixels at 72 dpi.
  public static Sample hugePage() {
    return pdf("huge-page.pdf", Media.pdf(1).pageSize(50_000, 50_000).bytes());
  }

  /// A page that draws a form which draws ten forms which draw ten each, `depth` times over: a
  /// small file that takes a renderer 10 to the power of `depth` steps. 2 is quick, 9 takes days.
  public static Sample formBomb(int depth) {
    var file = PdfFile.plain();
    int form = file.addStream(form(""), ascii("0 0 m 20 40 60 80 100 100 c S\n"));
    byte[] tenTimes = ascii("/F Do\n".repeat(10));
    for (int level = 0; level < depth; level++) {
      form = file.addStream(form(drawing(form)), tenTimes);
    }
    return pdf("form-bomb-%d.pdf".formatted(depth), onePage(file, form));
  }

  /// A form that draws itself.
  public static Sample formLoop() {
    var file = PdfFile.plain();
    int form = file.addStream(form(drawing(1)), ascii("/F Do\n"));
    return pdf("form-loop.pdf", onePage(file, form));
  }

  private static String drawing(int form) {
    return "/Resources << /XObject << /F %d 0 R >> >>".formatted(form);
  }

  private static String form(String resources) {
    return "/Type /XObject /Subtype /Form /BBox [0 0 200 200] " + resources;
  }

  private static byte[] onePage(PdfFile file, int form) {
    int content = file.addStream("", ascii("/F Do\n"));
    return finish(file, drawing(form), content);
  }

  private static byte[] finish(PdfFile file, String resources, int content) {
    int tree = file.reserve();
    int page =
        file.add(
            "<< /Type /Page /Parent %d 0 R /MediaBox [0 0 200 200] %s /Contents %d 0 R >>"
                .formatted(tree, resources, content));
    file.set(tree, "<< /Type /Pages /Count 1 /Kids [%d 0 R] >>".formatted(page));
    int catalog = file.add("<< /Type /Catalog /Pages %d 0 R >>".formatted(tree));
    return file.bytes("/Root %d 0 R".formatted(catalog));
  }

  /// A page tree that is its own child and claims a million pages.
  public static Sample pageLoop() {
    var file = PdfFile.plain();
    int tree = file.reserve();
    file.set(tree, "<< /Type /Pages /Count 1000000 /Kids [%d 0 R] >>".formatted(tree));
    int catalog = file.add("<< /Type /Catalog /Pages %d 0 R >>".formatted(tree));
    return pdf("page-loop.pdf", file.bytes("/Root %d 0 R".formatted(catalog)));
  }

  /// A page content that unpacks to `mebibytes` of drawing operators.
  public static Sample streamBomb(int mebibytes) {
    var file = PdfFile.plain();
    byte[] block = ascii("0 0 m 9 9 l S\n".repeat(4096));
    byte[] packed = HostileImages.deflated(block, (long) mebibytes << 20);
    int content = file.addStream("/Filter /FlateDecode", packed);
    return pdf("stream-bomb.pdf", finish(file, "/Resources << >>", content));
  }

  /// A page with a script, sent as a picture.
  public static Sample htmlNamedPng() {
    String html = "<!doctype html><script>alert(document.domain)</script><p>not a picture";
    return new Sample("html.png", "image/png", ascii(html));
  }

  public static Sample empty() {
    return new Sample("empty.jpg", "image/jpeg", new byte[0]);
  }

  /// 4 KiB without any structure.
  public static Sample random() {
    return new Sample("random.jpg", "image/jpeg", noise(4096));
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(42).nextBytes(bytes);
    return bytes;
  }

  /// A quote that never closes: a careless parser takes the rest of the file as one field.
  private static byte[] unclosedQuote() {
    return ascii("a,b\n1,\"open\n" + "x,y\n".repeat(200_000));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
