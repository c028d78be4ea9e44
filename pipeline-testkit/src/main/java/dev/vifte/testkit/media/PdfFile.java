package dev.vifte.testkit.media;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Objects, cross-reference table and trailer of a PDF 1.4 file (ISO 32000-1, 7.5). Not
/// thread-safe.
final class PdfFile {
  private final SortedMap<Integer, byte[]> objects = new TreeMap<>();
  private final byte[] id;
  private final Optional<PdfEncryption> encryption;
  private int last;

  PdfFile(byte[] id, Optional<PdfEncryption> encryption) {
    this.id = id.clone();
    this.encryption = encryption;
  }

  static PdfFile plain() {
    return new PdfFile(new byte[16], Optional.empty());
  }

  /// A number for an object that is written later.
  int reserve() {
    return ++last;
  }

  void set(int number, String body) {
    objects.put(number, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  int add(String body) {
    int number = reserve();
    set(number, body);
    return number;
  }

  /// @param entries of its dictionary, without the length
  int addStream(String entries, byte[] data) {
    int number = reserve();
    byte[] stored = encrypted(number, data);
    objects.put(
        number,
        new Bytes()
            .text("<< %s /Length %d >>\nstream\n".formatted(entries, stored.length))
            .add(stored)
            .text("\nendstream")
            .toArray());
    return number;
  }

  /// A text string for a dictionary of object `number`.
  String string(int number, String text) {
    var utf16 = new Bytes().u16(0xFEFF).add(text.getBytes(StandardCharsets.UTF_16BE));
    return "<" + HexFormat.of().formatHex(encrypted(number, utf16.toArray())) + ">";
  }

  private byte[] encrypted(int number, byte[] plain) {
    return encryption.map(how -> how.encrypt(number, plain)).orElse(plain);
  }

  /// @param trailer further entries, such as /Root
  byte[] bytes(String trailer) {
    String secret = encryption.map(how -> " /Encrypt " + how.dictionary()).orElse("");
    String hex = HexFormat.of().formatHex(id);
    var file = new Bytes().text("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
    var table = new StringBuilder("xref\n0 %d\n0000000000 65535 f \n".formatted(last + 1));
    objects.forEach((number, body) -> {
      table.append("%010d 00000 n \n".formatted(file.size()));
      file.text(number + " 0 obj\n").add(body).text("\nendobj\n");
    });
    int tableAt = file.size();
    return file.text(table.toString())
        .text("trailer\n<< /Size %d %s".formatted(last + 1, trailer))
        .text(
            " /ID [<%s> <%s>]%s >>\nstartxref\n%d\n%%%%EOF\n".formatted(hex, hex, secret, tableAt))
        .toArray();
  }
}
