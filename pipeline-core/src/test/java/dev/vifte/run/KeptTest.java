package dev.vifte.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeptTest {
  private static final byte[] FILE = {1, 2, 3, 4, 5, 6, 7};

  private final List<byte[]> whole = new ArrayList<>();
  private final Kept kept = new Kept(new ByteArrayInputStream(FILE), FILE.length, whole::add);

  @Test
  void a_file_that_was_read_to_its_last_byte_is_handed_over_once() throws IOException {
    assertThat(kept.read()).isEqualTo(1);
    assertThat(kept.skip(2)).isEqualTo(2);
    assertThat(kept.readNBytes(3)).containsExactly(4, 5, 6);
    assertThat(whole).isEmpty();

    assertThat(kept.readAllBytes()).containsExactly(7);
    assertThat(kept.read()).isEqualTo(-1);
    assertThat(whole).containsExactly(FILE);
  }

  @Test
  void a_file_longer_than_was_said_is_not_handed_over_twice() throws IOException {
    var longer = new Kept(new ByteArrayInputStream(FILE), 3, whole::add);

    assertThat(longer.readAllBytes()).isEqualTo(FILE);
    assertThat(whole.size()).isLessThan(2);
  }
}
