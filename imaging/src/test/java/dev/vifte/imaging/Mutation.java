package dev.vifte.imaging;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Damage to a file, as broken disks, cut uploads and attackers do it.
enum Mutation {
  FLIPPED_BITS {
    @Override
    byte[] apply(byte[] file, List<byte[]> others, RandomGenerator random) {
      byte[] changed = file.clone();
      for (int left = 1 + random.nextInt(12); left > 0; left--) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return changed;
    }
  },
  TRUNCATED {
    @Override
    byte[] apply(byte[] file, List<byte[]> others, RandomGenerator random) {
      return Arrays.copyOf(file, 1 + random.nextInt(file.length));
    }
  },
  /// The beginning of one file, the end of another.
  SPLICED {
    @Override
    byte[] apply(byte[] file, List<byte[]> others, RandomGenerator random) {
      byte[] other = others.get(random.nextInt(others.size()));
      int from = random.nextInt(other.length);
      int head = 1 + random.nextInt(file.length);
      byte[] both = Arrays.copyOf(file, head + other.length - from);
      System.arraycopy(other, from, both, head, other.length - from);
      return both;
    }
  },
  /// A piece of the file once more, over another piece of it.
  REPEATED {
    @Override
    byte[] apply(byte[] file, List<byte[]> others, RandomGenerator random) {
      byte[] changed = file.clone();
      int from = random.nextInt(file.length);
      int to = random.nextInt(file.length);
      int length = Math.min(1 + random.nextInt(200), file.length - Math.max(from, to));
      System.arraycopy(file, from, changed, to, length);
      return changed;
    }
  },
  /// Sizes, counts and offsets that parsers trip over, where headers are.
  EDITED_HEADER {
    @Override
    byte[] apply(byte[] file, List<byte[]> others, RandomGenerator random) {
      byte[] changed = file.clone();
      int most = Math.min(file.length, 800);
      for (int left = 1 + random.nextInt(3); left > 0; left--) {
        int at = random.nextInt(most);
        int length = Math.min(1 << random.nextInt(3), file.length - at);
        Arrays.fill(changed, at, at + length, SHARP[random.nextInt(SHARP.length)]);
      }
      return changed;
    }
  };

  private static final byte[] SHARP = {0, 1, 2, 8, 0x10, 0x7f, (byte) 0x80, (byte) 0xff};

  /// @param file of at least one byte
  abstract byte[] apply(byte[] file, List<byte[]> others, RandomGenerator random);

  /// One to three of them, one after the other.
  static byte[] some(byte[] file, List<byte[]> others, RandomGenerator random) {
    byte[] changed = file;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      changed = values()[random.nextInt(values().length)].apply(changed, others, random);
    }
    return changed;
  }
}
