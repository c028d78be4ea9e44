package dev.vifte.workers.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.stage.Outcome;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.media.Icc;
import dev.vifte.testkit.media.Media;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HEIC files made in code: boxes and items, no pixels.
class HeifMetadataTest {
  private static final int EXIF = 1;
  private static final int XMP = 2;

  @TempDir Path folder;

  @Test
  void camera_and_place_of_a_heic_are_read() throws IOException {
    var data = read(heic(exif(6), "", 0));

    assertThat(data.path("format").asText()).isEqualTo("heic");
    assertThat(data.path("width").asInt()).isEqualTo(400);
    assertThat(data.path("height").asInt()).isEqualTo(300);
    assertThat(data.path("camera").path("make").asText()).isEqualTo("Vifte");
    assertThat(data.has("gps")).isTrue();
    assertThat(data.has("warnings")).isFalse();
  }

  @Test
  void a_heic_is_turned_by_its_own_boxes_and_not_by_exif() throws IOException {
    assertThat(read(heic(exif(6), "", 0)).path("orientation").asInt()).isEqualTo(1);
  }

  @Test
  void the_name_of_the_profile_of_a_heic_is_told() throws IOException {
    assertThat(read(heic(exif(1), "", 0)).path("colorProfile").asText()).contains("P3");
  }

  @Test
  void xmp_of_a_heic_is_read() throws IOException {
    String title =
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
            + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title><rdf:Alt><rdf:li"
            + " xml:lang='x-default'>Fjord</rdf:li></rdf:Alt></dc:title></rdf:Description>"
            + "</rdf:RDF></x:xmpmeta>";

    assertThat(read(heic(exif(1), title, 0)).path("title").asText()).isEqualTo("Fjord");
  }

  @Test
  void an_item_that_lies_behind_the_end_is_a_warning() throws IOException {
    var data = read(heic(exif(1), "", 1 << 20));

    assertThat(data.path("width").asInt()).isEqualTo(400);
    assertThat(data.path("warnings").toString()).contains("ends too early");
    assertThat(data.has("camera")).isFalse();
  }

  private JsonNode read(byte[] heic) throws IOException {
    var outcome = new ReadMetadata().process(StageInputs.of(heic).in(folder));
    return ((Outcome.Done) outcome).data();
  }

  /// The TIFF of a photo's EXIF.
  private static byte[] exif(int orientation) {
    byte[] jpeg =
        Media.jpeg(40, 30).camera("Vifte", "One").gps(59.9, 10.7).rotated(orientation).bytes();
    int start = new String(jpeg, ISO_8859_1).indexOf("Exif\0\0");
    int length = ByteBuffer.wrap(jpeg).getShort(start - 2) & 0xffff;
    return Arrays.copyOfRange(jpeg, start + 6, start - 2 + length);
  }

  /// With both items behind the boxes, `off` bytes further on than they lie.
  private static byte[] heic(byte[] exif, String xmp, int off) {
    byte[] first = join(numbers(6), text("Exif\0\0"), exif);
    byte[] second = text(xmp);
    int start = head(first, second, 0).length + 8 + off;
    return join(head(first, second, start), box("mdat", first, second));
  }

  private static byte[] head(byte[] exif, byte[] xmp, int start) {
    byte[] profile = box("colr", text("prof"), Icc.DISPLAY_P3.bytes());
    byte[] size = full("ispe", 0, numbers(400, 300));
    byte[] properties =
        box(
            "iprp",
            box("ipco", size, profile),
            full("ipma", 0, numbers(1), shorts(3), new byte[] {2, 1, 2}));
    byte[] items =
        full(
            "iinf",
            0,
            shorts(2),
            full("infe", 2, shorts(EXIF, 0), text("Exif\0")),
            full("infe", 2, shorts(XMP, 0), text("mime\0application/rdf+xml\0")));
    byte[] places =
        full(
            "iloc",
            0,
            shorts(0x4400, 2),
            shorts(EXIF, 0, 1),
            numbers(start, exif.length),
            shorts(XMP, 0, 1),
            numbers(start + exif.length, xmp.length));
    return join(
        box("ftyp", text("heic\0\0\0\0mif1heic")),
        full("meta", 0, full("pitm", 0, shorts(3)), items, places, properties));
  }

  private static byte[] box(String type, byte[]... content) {
    byte[] all = join(content);
    return join(numbers(all.length + 8), text(type), all);
  }

  private static byte[] full(String type, int version, byte[]... content) {
    return box(type, numbers(version << 24), join(content));
  }

  private static byte[] numbers(int... numbers) {
    ByteBuffer all = ByteBuffer.allocate(numbers.length * 4);
    Arrays.stream(numbers).forEach(all::putInt);
    return all.array();
  }

  private static byte[] shorts(int... numbers) {
    ByteBuffer all = ByteBuffer.allocate(numbers.length * 2);
    Arrays.stream(numbers).forEach(number -> all.putShort((short) number));
    return all.array();
  }

  private static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
