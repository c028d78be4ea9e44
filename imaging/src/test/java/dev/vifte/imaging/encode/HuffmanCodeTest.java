package dev.vifte.imaging.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class HuffmanCodeTest {
  @Test
  void frequent_symbols_get_short_codes_and_others_none() {
    int[] counts = new int[256];
    counts[0x01] = 100;
    counts[0x02] = 40;
    counts[0x11] = 20;
    counts[0xf0] = 5;

    HuffmanCode code = HuffmanCode.of(counts);

    assertThat(code.symbols()).containsExactly(0x01, 0x02, 0x11, 0xf0);
    assertThat(Arrays.copyOf(code.lengths(), 6)).containsExactly(0, 1, 1, 1, 1, 0);
  }

  @Test
  void no_code_is_longer_than_16_bits_and_none_is_all_ones() {
    int[] fibonacci = new int[256];
    fibonacci[0] = 1;
    fibonacci[1] = 1;
    for (int i = 2; i < 40; i++) {
      fibonacci[i] = fibonacci[i - 1] + fibonacci[i - 2];
    }

    HuffmanCode code = HuffmanCode.of(fibonacci);

    assertThat(code.symbols()).hasSize(40);
    assertThat(Arrays.stream(code.lengths()).sum()).isEqualTo(40);
    long used = 0;
    for (int length = 1; length <= 16; length++) {
      used += (long) code.lengths()[length] << (16 - length);
    }
    assertThat(used).isLessThan(1 << 16);
  }

  @Test
  void a_single_symbol_takes_one_bit() {
    int[] counts = new int[256];
    counts[0] = 7;
    int[] entries = new int[Tokens.KINDS];

    HuffmanCode.of(counts).enter(entries, 256);

    assertThat(entries[256]).isEqualTo(1);
  }
}
