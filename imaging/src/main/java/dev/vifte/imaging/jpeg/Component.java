package dev.vifte.imaging.jpeg;

/// One colour of the picture (ITU T.81 A.1.1).
///
/// @param index its place in the frame, from 0
/// @param across horizontal sampling factor, 1 to 4
/// @param down vertical sampling factor, 1 to 4
/// @param quantisation which quantisation table, 0 to 3
/// @param width its samples across at full size
/// @param height its samples down at full size
/// @param scaleX its samples for one pixel of the picture, 1 or less
/// @param scaleY the same downwards
record Component(
    int index,
    int id,
    int across,
    int down,
    int quantisation,
    int width,
    int height,
    double scaleX,
    double scaleY) {
  /// Blocks across when it has a scan of its own.
  int blocksAcross() {
    return (width + 7) / 8;
  }

  int blocksDown() {
    return (height + 7) / 8;
  }
}
