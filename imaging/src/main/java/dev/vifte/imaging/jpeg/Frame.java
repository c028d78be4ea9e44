package dev.vifte.imaging.jpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// The frame header.
///
/// @param mcusAcross how many units of `8 * mostAcross` pixels make a row
/// @param mcusDown how many rows of them
record Frame(boolean progressive, int mcusAcross, int mcusDown, List<Component> components) {
  private static final int PROGRESSIVE = 0xc2;

  static Frame read(int code, SegmentReader in) throws JpegDamaged {
    if (code > PROGRESSIVE || in.u8() != 8) {
      throw new JpegDamaged("it is of a kind that is not read");
    }
    int height = in.u16();
    int width = in.u16();
    int count = in.u8();
    if (height == 0 || width == 0 || count == 0 || count > 4) {
      throw new JpegDamaged("its size is %d x %d px".formatted(width, height));
    }
    List<Sampling> stored = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stored.add(Sampling.read(in));
    }
    int across = most(stored, Sampling::across);
    int down = most(stored, Sampling::down);
    List<Component> components = new ArrayList<>();
    for (Sampling one : stored) {
      components.add(one.of(components.size(), width, height, across, down));
    }
    return new Frame(
        code == PROGRESSIVE,
        ceil(width, 8 * across),
        ceil(height, 8 * down),
        List.copyOf(components));
  }

  /// A component as stored.
  private record Sampling(int id, int across, int down, int quantisation) {
    static Sampling read(SegmentReader in) throws JpegDamaged {
      int id = in.u8();
      int factors = in.u8();
      Sampling found = new Sampling(id, factors >> 4, factors & 15, in.u8());
      boolean possible =
          found.across >= 1
              && found.across <= 4
              && found.down >= 1
              && found.down <= 4
              && found.quantisation <= 3;
      if (!possible) {
        throw new JpegDamaged("a component has an impossible sampling");
      }
      return found;
    }

    Component of(int index, int width, int height, int mostAcross, int mostDown) {
      return new Component(
          index,
          id,
          across,
          down,
          quantisation,
          ceil(width * across, mostAcross),
          ceil(height * down, mostDown),
          (double) across / mostAcross,
          (double) down / mostDown);
    }
  }

  private static int most(List<Sampling> stored, ToIntFunction<Sampling> factor) {
    return stored.stream().mapToInt(factor).max().orElse(1);
  }

  private static int ceil(int value, int divisor) {
    return (value + divisor - 1) / divisor;
  }
}
