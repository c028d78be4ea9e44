package dev.vifte.imaging;

/// How a variant is turned beyond what its file asks for: as if the picture had been so before.
///
/// @param quarters clockwise, 0 to 3
/// @param mirrored left and right are swapped afterwards
public record Turn(int quarters, boolean mirrored) {
  public static final Turn NONE = new Turn(0, false);

  /// EXIF orientations by quarters: plain, and with left and right swapped first.
  private static final int[] PLAIN = {1, 6, 3, 8};

  private static final int[] MIRRORED = {2, 7, 4, 5};

  public Turn {
    if (quarters < 0 || quarters > 3) {
      throw new IllegalArgumentException("a turn is 0 to 3 quarters, not " + quarters);
    }
  }

  /// This after an EXIF orientation, as an EXIF orientation.
  int after(int orientation) {
    int found = 0;
    boolean swapped = false;
    for (int i = 0; i < 4; i++) {
      if (MIRRORED[i] == orientation) {
        found = i;
        swapped = true;
      } else if (PLAIN[i] == orientation) {
        found = i;
      }
    }
    int turned = (found + quarters) % 4;
    if (mirrored) { // swapping after a turn is swapping before the opposite one
      turned = (4 - turned) % 4;
      swapped = !swapped;
    }
    return swapped ? MIRRORED[turned] : PLAIN[turned];
  }
}
