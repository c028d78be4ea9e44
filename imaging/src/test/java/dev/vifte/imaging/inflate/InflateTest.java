package dev.vifte.imaging.inflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InflateTest {
  private static final int LENGTH = 300_000;

  @Test
  void what_any_strategy_deflated_comes_back_whole() throws Exception {
    Random random = new Random(1);
    for (byte[] plain : samples(random)) {
      for (int strategy = 0; strategy < 3; strategy++) {
        for (int level : new int[] {0, 1, 6, 9}) {
          byte[] packed = deflated(plain, level, strategy);
          assertThat(inflated(packed, plain.length, upTo -> 1 + random.nextInt(upTo)))
              .as("level %d, strategy %d", level, strategy)
              .isEqualTo(plain);
        }
      }
    }
  }

  @Test
  void stretches_and_pieces_of_single_bytes_change_nothing() throws Exception {
    byte[] plain = Arrays.copyOf(samples(new Random(2))[1], 20_000);

    assertThat(inflated(deflated(plain, 6, 0), plain.length, upTo -> 1)).isEqualTo(plain);
  }

  @Test
  void a_cut_stream_is_told_from_a_short_one() throws Exception {
    byte[] plain = samples(new Random(3))[0];
    byte[] packed = deflated(plain, 6, 0);

    assertThatThrownBy(() -> inflated(Arrays.copyOf(packed, 5_000), plain.length, upTo -> upTo))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> inflated(packed, plain.length + 1, upTo -> upTo))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining("less than expected");
  }

  @Test
  void a_wrong_checksum_is_found() {
    byte[] plain = samples(new Random(4))[0];
    byte[] packed = deflated(plain, 6, 0);
    packed[packed.length - 1] ^= 1;

    assertThatThrownBy(() -> inflated(packed, plain.length, upTo -> upTo))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void damage_gives_bytes_or_one_of_two_exceptions() throws IOException {
    Random random = new Random(5);
    byte[][] samples = samples(random);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] plain = Arrays.copyOf(samples[i % 4], 3_000);
      byte[] packed = deflated(plain, i % 10, i % 3);
      packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
      packed[2 + random.nextInt(8)] ^= (byte) random.nextInt(2);
      try {
        inflated(packed, plain.length, upTo -> upTo);
      } catch (EOFException | DataFormatException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(2_000);
  }

  /// The caller looks at the time only between pieces.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void blocks_that_make_nothing_are_not_read_without_end(boolean stored) {
    byte[] packed = stored ? storedEmpty(1_100) : empty(1_100);

    assertThatThrownBy(() -> inflated(packed, 1, upTo -> upTo))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining("only empty blocks");
  }

  @Test
  void some_empty_blocks_are_passed() {
    assertThatThrownBy(() -> inflated(empty(900), 1, upTo -> upTo))
        .isInstanceOf(EOFException.class);
  }

  /// Blocks of fixed codes with nothing but their end: 10 bits each, of which the second is one.
  private static byte[] empty(int blocks) {
    byte[] packed = new byte[2 + blocks * 10 / 8];
    packed[0] = 0x78;
    packed[1] = 1;
    for (int i = 0; i < blocks && 2 + (10 * i + 1) / 8 < packed.length; i++) {
      packed[2 + (10 * i + 1) / 8] |= (byte) (1 << (10 * i + 1) % 8);
    }
    return packed;
  }

  private static byte[] storedEmpty(int blocks) {
    byte[] packed = new byte[2 + 5 * blocks];
    packed[0] = 0x78;
    packed[1] = 1;
    for (int i = 0; i < blocks; i++) {
      packed[5 + 5 * i] = -1;
      packed[6 + 5 * i] = -1;
    }
    return packed;
  }

  @Test
  void codes_that_do_not_add_up_are_refused() {
    Code code = new Code(7, new int[19]);
    byte[] tooMany = {1, 1, 1};
    byte[] tooFew = {2, 2, 2};

    assertThatThrownBy(() -> code.build(tooMany, 0, 3)).isInstanceOf(DataFormatException.class);
    assertThatThrownBy(() -> code.build(tooFew, 0, 3)).isInstanceOf(DataFormatException.class);
  }

  /// Noise of few and of all values, short patterns, and text-like mixtures of them.
  private static byte[][] samples(Random random) {
    byte[][] all = new byte[4][LENGTH];
    random.nextBytes(all[0]);
    for (int i = 0; i < LENGTH; i++) {
      all[1][i] = (byte) Math.round(6 * random.nextGaussian());
      all[2][i] = (byte) (i % (1 + i / 20_000));
      all[3][i] = i % 7_000 < 3_000 ? all[1][i % 900] : (byte) (i / 1000 % 2 * all[0][i]);
    }
    return all;
  }

  private static byte[] deflated(byte[] plain, int level, int strategy) {
    Deflater deflater = new Deflater(level);
    deflater.setStrategy(strategy);
    deflater.setInput(plain);
    deflater.finish();
    var packed = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 14];
    while (!deflater.finished()) {
      packed.write(piece, 0, deflater.deflate(piece));
    }
    deflater.end();
    return packed.toByteArray();
  }

  /// @param some how much is given and taken at once, of at most so many bytes
  private static byte[] inflated(byte[] packed, int length, IntUnaryOperator some)
      throws IOException, DataFormatException {
    int[] given = {0};
    Stretches stretches =
        () -> {
          int from = given[0];
          given[0] += from < packed.length ? some.applyAsInt(packed.length - from) : 0;
          return new Stretches.Stretch(from, given[0]);
        };
    int most = Math.max(1, length / 3);
    var inflate = new Inflate(packed, stretches, most);
    var all = new ByteArrayOutputStream();
    while (all.size() < length) {
      int count = some.applyAsInt(Math.min(most, length - all.size()));
      int from = inflate.take(count);
      all.write(inflate.window(), from, count);
    }
    inflate.end();
    return all.toByteArray();
  }
}
