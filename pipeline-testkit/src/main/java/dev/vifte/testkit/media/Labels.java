package dev.vifte.testkit.media;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The JPEG segments that carry words, profiles and coding hints.
final class Labels {
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP13 = 0xED;
  private static final int APP14 = 0xEE;

  private Labels() {}

  static byte[] segment(int marker, byte[] payload) {
    if (payload.length > 65533) {
      throw new IllegalArgumentException(
          "a JPEG segment holds 65533 bytes, not %d; make the content smaller"
              .formatted(payload.length));
    }
    return new Bytes().u8(0xFF).u8(marker).u16(payload.length + 2).add(payload).toArray();
  }

  static byte[] jfif() {
    return segment(
        APP0, new Bytes().text("JFIF\0").u16(0x0102).u8(1).u16(72).u16(72).u16(0).toArray());
  }

  /// Where the APPn segments at the start of a JPEG file end.
  static int endOf(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 0xF0) == APP0) {
      at += 2 + (jpeg[at + 2] & 255) * 256 + (jpeg[at + 3] & 255);
    }
    return at;
  }

  static byte[] exif(byte[] tiff) {
    return segment(APP1, new Bytes().text("Exif\0\0").add(tiff).toArray());
  }

  static byte[] icc(byte[] profile) {
    return segment(APP2, new Bytes().text("ICC_PROFILE\0").u8(1).u8(1).add(profile).toArray());
  }

  /// Says that four components are inverted CMYK, not YCCK.
  static byte[] adobe() {
    return segment(APP14, new Bytes().text("Adobe").u16(100).u16(0).u16(0).u8(0).toArray());
  }

  static byte[] xmp(String title) {
    String packet =
        """
        <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>\
        """
            .formatted(title.replace("&", "&amp;").replace("<", "&lt;"));
    return segment(
        APP1,
        new Bytes()
            .text("http://ns.adobe.com/xap/1.0/\0")
            .add(packet.getBytes(StandardCharsets.UTF_8))
            .toArray());
  }

  /// IPTC-IIM 4.2 in UTF-8, inside a Photoshop resource block.
  static byte[] iptc(String caption, List<String> keywords) {
    var records = new Bytes().u8(0x1C).u8(1).u8(90).u16(3).u8(0x1B).text("%G");
    dataSet(records, 120, caption);
    keywords.forEach(keyword -> dataSet(records, 25, keyword));
    var block =
        new Bytes().text("Photoshop 3.0\0").text("8BIM").u16(0x0404).u16(0).u32(records.size());
    return segment(APP13, block.add(records.toArray()).zeros(records.size() & 1).toArray());
  }

  private static void dataSet(Bytes records, int number, String text) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    records.u8(0x1C).u8(2).u8(number).u16(value.length).add(value);
  }
}
