package dev.vifte.testkit.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A PDF document written by hand: n pages of A4, each with a heading "Page i of n", text in
/// Helvetica (WinAnsi, so that æøå and € appear), a chart in vectors and a photo. Immutable; each
/// method gives a changed copy.
public final class Pdf {
  private record Words(String title, List<String> lines) {}

  private record Lock(String user, String owner, int bits) {}

  private record Size(double width, double height) {}

  private static final Words WORDS =
      new Words(
          "Vifte sample document",
          List.of(
              "Vifte is Norwegian for fan: one upload fans out to many workers.",
              "Blåbærsyltetøy på brødskive koster 45,50 kr, or about 3,90 € a jar.",
              "The chart below is drawn in vectors, the photo is an embedded JPEG."));

  private final int pages;
  private final Words words;
  private final Size size;
  private final Optional<Lock> lock;

  private Pdf(int pages, Words words, Size size, Optional<Lock> lock) {
    if (pages < 1) {
      throw new IllegalArgumentException("a PDF has %d pages; give it one".formatted(pages));
    }
    this.pages = pages;
    this.words = words;
    this.size = size;
    this.lock = lock;
  }

  static Pdf of(int pages) {
    return new Pdf(pages, WORDS, new Size(595, 842), Optional.empty());
  }

  /// The title in the information dictionary.
  public Pdf title(String title) {
    return new Pdf(pages, new Words(title, words.lines), size, lock);
  }

  /// The lines under the heading of every page; characters outside Windows-1252 become `?`.
  public Pdf text(String... lines) {
    return new Pdf(pages, new Words(words.title, List.of(lines)), size, lock);
  }

  /// In units of 1/72 inch.
  public Pdf pageSize(double width, double height) {
    return new Pdf(pages, words, new Size(width, height), lock);
  }

  /// Needs this password to be opened; 128-bit RC4.
  public Pdf password(String user) {
    return encrypted(user, "owner of " + user, 128);
  }

  /// Locked with RC4 of 40 or 128 bits. An empty `user` password lets readers open it without
  /// asking.
  public Pdf encrypted(String user, String owner, int bits) {
    return new Pdf(pages, words, size, Optional.of(new Lock(user, owner, bits)));
  }

  /// The file.
  public byte[] bytes() {
    byte[] id = PdfEncryption.md5(words.title.getBytes(StandardCharsets.UTF_8));
    var file = new PdfFile(id, lock.map(l -> new PdfEncryption(l.user, l.owner, l.bits, id)));
    int tree = file.reserve();
    int catalog = file.add("<< /Type /Catalog /Pages %d 0 R >>".formatted(tree));
    String resources = resources(file);
    var kids = new StringBuilder();
    for (int page = 1; page <= pages; page++) {
      kids.append(page(file, tree, resources, page)).append(" 0 R ");
    }
    file.set(tree, "<< /Type /Pages /Count %d /Kids [%s] >>".formatted(pages, kids));
    int info = file.reserve();
    file.set(
        info,
        "<< /Title %s /Author %s /Producer %s /CreationDate %s >>"
            .formatted(
                file.string(info, words.title),
                file.string(info, "Åse Øvergård"),
                file.string(info, "Vifte testkit"),
                file.string(info, "D:20260101120000Z")));
    return file.bytes("/Root %d 0 R /Info %d 0 R".formatted(catalog, info));
  }

  private static String resources(PdfFile file) {
    var photo = Picture.of(480, 320).seed(3).unmarked();
    int picture =
        file.addStream(
            "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
                .formatted(photo.width(), photo.height()),
            Jpeg.of(photo).bytes());
    return "/Resources << /Font << /F1 %d 0 R /F2 %d 0 R >> /XObject << /Im1 %d 0 R >> >>"
        .formatted(font(file, "Helvetica"), font(file, "Helvetica-Bold"), picture);
  }

  private static int font(PdfFile file, String name) {
    return file.add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
            .formatted(name));
  }

  private int page(PdfFile file, int tree, String resources, int page) {
    String heading = "Page %d of %d".formatted(page, pages);
    byte[] content = new PdfPage(size.width, size.height, 1.5).content(heading, words.lines, page);
    int stream = file.addStream("", content);
    return file.add(
        "<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] %s /Contents %d 0 R >>"
            .formatted(tree, size.width, size.height, resources, stream));
  }
}
