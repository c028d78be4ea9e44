package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BareTest {
  private static final byte[] SECRET = "Exif\0\0 a place".getBytes(StandardCharsets.ISO_8859_1);

  @Test
  void what_we_write_is_bare_even_if_the_source_was_not() throws ImageRefused {
    byte[] source = Samples.withSegment(Samples.jpeg(200, 100), 0xe1, SECRET);
    for (OutputFormat format : List.of(OutputFormat.JPEG, OutputFormat.PNG)) {
      Variant variant = Variant.fit("x", 50, 50).as(format);
      byte[] made = Images.read(source).render(List.of(variant)).getFirst().bytes();

      assertThat(Bare.checked(made, format)).isSameAs(made);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0xe1, 0xe2, 0xed, 0xfe})
  void a_jpeg_with_a_segment_that_tells_more_is_kept_back(int code) {
    byte[] telling = Samples.withSegment(Samples.jpeg(20, 10), code, SECRET);

    assertThatThrownBy(() -> Bare.checked(telling, OutputFormat.JPEG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the segment " + Integer.toHexString(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tEXt", "eXIf", "iTXt", "tIME"})
  void a_png_with_a_chunk_that_tells_more_is_kept_back(String type) {
    byte[] telling = Samples.withChunk(Samples.png(20, 10), type, SECRET);

    assertThatThrownBy(() -> Bare.checked(telling, OutputFormat.PNG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the chunk " + type);
  }
}
