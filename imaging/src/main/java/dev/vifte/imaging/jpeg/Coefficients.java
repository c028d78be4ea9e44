package dev.vifte.imaging.jpeg;

/// The coefficients of one component of a progressive picture, gathered scan by scan: of each block
/// all 64 in zigzag order, or only the first.
final class Coefficients {
  final short[] values;

  /// How many of each block are kept: 1 or 64.
  final int each;

  private final int across;

  Coefficients(Component component, Frame frame, boolean onlyMeans) {
    this.across = frame.mcusAcross() * component.across();
    this.each = onlyMeans ? 1 : 64;
    int blocks = Math.multiplyExact(across, frame.mcusDown() * component.down());
    this.values = new short[Math.multiplyExact(blocks, each)];
  }

  /// Where a block begins.
  int at(int column, int row) {
    return (row * across + column) * each;
  }
}
