package dev.vifte.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SnifferTest {
  @ParameterizedTest
  @CsvSource({
    "FFD8FFE000104A46, image/jpeg",
    "89504E470D0A1A0A0000000D49484452, image/png",
    "474946383961, image/gif",
    "524946460000000057454250565038, image/webp",
    "49492A0008000000, image/tiff",
    "4D4D002A00000008, image/tiff",
    "49492B0008000000, image/tiff",
    "424D3E040000000000003E00000028000000, image/bmp",
    "384250530001, image/vnd.adobe.photoshop",
    "255044462D312E37, application/pdf",
    "0000000C6A5020200D0A870A, image/jp2",
    "000001000100, image/vnd.microsoft.icon",
    "504B0304, application/zip",
    "1F8B0800, application/gzip",
    "000000186674797068656963000000006D69663168656963, image/heic",
    "000000186674797061766966000000006D69663161766966, image/avif",
    "00000018667479706D696631000000006D69663161766966, image/avif",
    "00000014667479706D696631000000006D696631, image/heif",
    "000000186674797069736F6D000000006D70343269736F6D, application/octet-stream",
    "0001020304, application/octet-stream",
  })
  void binary_formats_are_known_by_their_signature(String hex, String type) {
    assertThat(sniff(HexFormat.of().parseHex(hex))).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>~image/svg+xml",
        "<?xml version=\"1.0\"?><!-- a --><!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>~image/svg+xml",
        "<svg:svg xmlns:svg=\"x\">~image/svg+xml",
        "<!doctype html><p>hi~text/html",
        "  <HTML><script>~text/html",
        "<!-- note --><b>~text/html",
        "<?xml version=\"1.0\"?><feed/>~application/xml",
        "<note>hi</note>~application/xml",
        "{\"a\": [1, 2.5, null]}~application/json",
        "[]~application/json",
        "{oops}~text/plain",
        "<3 you all~text/plain",
      })
  void markup_and_json_are_known_by_how_they_begin(String text, String type) {
    assertThat(sniff(text.getBytes(UTF_8))).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b,c",
        "a,b\n1,2\n",
        "name;city\r\nMüller;Köln\r\n",
        "a\tb\n1\t2",
        "a|b\n1|2",
        "\uFEFFa,b\n1,2",
        "a,b\n1,\"x\n,y\"\n",
        "a,b\n1,\"never closed\nx,y\n",
        "a,b,c\n1,2\n1,2,3,4\n\n1,2,3\na,b,c\nalone\n",
        "n\n1e9\n-0\nNaN\n",
        "Date, Open\n14-Mar, 223.80\n",
        "a, \"b, c\"\n1, \"2\"\n",
      })
  void tables_are_csv(String text) {
    assertThat(sniff(text.getBytes(UTF_8))).isEqualTo("text/csv");
    assertThat(sniff(text.getBytes(ISO_8859_1))).isEqualTo("text/csv");
    assertThat(sniff(("\uFEFF" + text).getBytes(UTF_16LE))).isEqualTo("text/csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello, world",
        "word",
        "It was a dark night.\nRain fell, as it does, on all of us.\nNobody saw it.\n",
        "first line of prose\nsecond line of prose\n",
      })
  void prose_is_plain_text(String text) {
    assertThat(sniff(text.getBytes(UTF_8))).isEqualTo("text/plain");
  }

  @Test
  void a_window_that_cuts_a_row_a_token_or_a_character_changes_nothing() {
    assertThat(sniff(window("id,name\n", "1234,Ærøskøbing\n"))).isEqualTo("text/csv");
    for (int shift = 0; shift < 40; shift++) {
      String open = "[" + " ".repeat(shift);
      assertThat(sniff(window(open, "{\"næme\": [true, 1.5]},"))).isEqualTo("application/json");
    }
  }

  @Test
  void a_pdf_may_have_up_to_a_kilobyte_of_other_bytes_before_it() {
    byte[] garbage = new byte[1500];
    new Random(7).nextBytes(garbage);
    garbage[0] = 0;
    byte[] header = "%PDF-1.4\n".getBytes(ISO_8859_1);

    byte[] near = garbage.clone();
    System.arraycopy(header, 0, near, 1024, header.length - 1);
    byte[] far = garbage.clone();
    System.arraycopy(header, 0, far, 1025, header.length);

    assertThat(sniff(near)).isEqualTo("application/pdf");
    assertThat(sniff(far)).isEqualTo("application/octet-stream");
  }

  @Test
  void a_page_that_calls_itself_a_png_is_html() {
    assertThat(sniff("<html><script>fetch('/x')</script></html>".getBytes(UTF_8)))
        .isEqualTo("text/html");
  }

  @Test
  void no_bytes_are_of_no_known_type() {
    assertThat(sniff(new byte[0])).isEqualTo("application/octet-stream");
  }

  @Test
  void random_bytes_never_throw() {
    for (long seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(Sniffer.WINDOW + 1)];
      random.nextBytes(bytes);
      String start = new String[] {"", "<", "{\"", "a,b\n", "\u00FF\u00FE", "ftyp"}[(int) seed % 6];
      byte[] first = start.getBytes(ISO_8859_1);
      System.arraycopy(first, 0, bytes, 0, Math.min(first.length, bytes.length));

      assertThat(sniff(bytes)).as("seed %d", seed).contains("/");
    }
  }

  private static byte[] window(String start, String repeated) {
    byte[] all = (start + repeated.repeat(Sniffer.WINDOW)).getBytes(UTF_8);
    return Arrays.copyOf(all, Sniffer.WINDOW);
  }

  private static String sniff(byte[] head) {
    return Sniffer.sniff(head).value();
  }
}
