package dev.vifte.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PdfTest {
  private static final String NORWEGIAN = "Blåbærsyltetøy";

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void the_cross_reference_table_points_at_every_object() {
    String file = latin1(Media.pdf(3).bytes());
    Matcher start = Pattern.compile("startxref\n(\\d+)\n%%EOF\n$").matcher(file);
    assertThat(start.find()).isTrue();
    String table = file.substring(Integer.parseInt(start.group(1)));
    Matcher entry = Pattern.compile("(\\d{10}) 00000 n \n").matcher(table);

    assertThat(table).startsWith("xref\n0 ");
    for (int object = 1; entry.find(); object++) {
      assertThat(file.substring(Integer.parseInt(entry.group(1)))).startsWith(object + " 0 obj\n");
    }
  }

  @Test
  void it_has_as_many_pages_as_asked_each_with_its_number() {
    String file = latin1(Media.pdf(3).bytes());

    assertThat(file).contains("/Count 3", "(Page 1 of 3)", "(Page 3 of 3)");
    assertThat(file.split("/Type /Page ", -1)).hasSize(4);
  }

  @Test
  void its_text_is_in_windows_1252_with_norwegian_letters_and_the_euro() {
    String file = new String(Media.pdf(1).bytes(), Charset.forName("windows-1252"));

    assertThat(file).contains(NORWEGIAN, "3,90 €");
  }

  @Test
  void text_of_ones_own_is_escaped() {
    String file = latin1(Media.pdf(1).text("a (b) \\ c").bytes());

    assertThat(file).contains("(a \\(b\\) \\\\ c) Tj").doesNotContain(NORWEGIAN);
  }

  /// That readers accept the password is tested where a PDF reader is on the class path.
  @ParameterizedTest
  @ValueSource(ints = {40, 128})
  void a_locked_pdf_hides_its_text_and_its_own_key_unlocks_it(int bits) {
    String file = latin1(Media.pdf(1).encrypted("secret", "owner", bits).bytes());

    assertThat(file).contains("/Filter /Standard", "/Length " + bits).doesNotContain(NORWEGIAN);
    byte[] id = PdfEncryption.md5("Vifte sample document".getBytes(StandardCharsets.UTF_8));
    var key = new PdfEncryption("secret", "owner", bits, id);
    Matcher stream = Pattern.compile("(\\d+) 0 obj\n<<  /Length (\\d+) >>\nstream\n").matcher(file);
    assertThat(stream.find()).isTrue();
    String locked = file.substring(stream.end(), stream.end() + Integer.parseInt(stream.group(2)));
    byte[] open =
        key.encrypt(
            Integer.parseInt(stream.group(1)), locked.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(latin1(open)).contains(NORWEGIAN);
  }

  @Test
  void a_key_length_that_rc4_readers_do_not_take_is_refused() {
    assertThatThrownBy(() -> Media.pdf(1).encrypted("", "", 56).bytes())
        .hasMessageContaining("40 or 128");
  }

  @Test
  void a_pdf_without_pages_is_refused() {
    assertThatThrownBy(() -> Media.pdf(0)).hasMessageContaining("0 pages");
  }
}
