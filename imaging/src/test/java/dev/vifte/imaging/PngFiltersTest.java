package dev.vifte.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PngFiltersTest {
  @Test
  void the_nearest_of_three_is_that_of_the_standard_for_all_values() {
    for (int left = 0; left < 256; left += 3) {
      for (int up = 0; up < 256; up++) {
        for (int corner = 0; corner < 256; corner++) {
          if (PngFilters.nearest(left, up, corner) != asWritten(left, up, corner)) {
            assertThat(PngFilters.nearest(left, up, corner))
                .as("%d, %d, %d", left, up, corner)
                .isEqualTo(asWritten(left, up, corner));
          }
        }
      }
    }
  }

  @Test
  void every_filter_is_undone_for_every_distance_of_pixels() throws ImageRefused {
    Random random = new Random(7);
    for (int reach : new int[] {1, 2, 3, 4, 6, 8}) {
      int length = 24 * reach;
      PngFilters filters = new PngFilters(reach, length);
      byte[] above = new byte[length];
      for (int row = 0; row < 50; row++) {
        byte[] wanted = new byte[length];
        random.nextBytes(wanted);
        byte[] stored = filtered(row % 5, wanted, above, reach);
        assertThat(filters.undo(stored, 1)).as("filter %d, %d", row % 5, reach).isEqualTo(wanted);
        above = wanted;
      }
    }
  }

  @Test
  void a_row_shorter_than_a_pixel_and_an_unknown_filter_do_no_harm() throws ImageRefused {
    PngFilters filters = new PngFilters(1, 1);

    assertThat(filters.undo(new byte[] {4, 9}, 0)).containsExactly(9);
    assertThatThrownBy(() -> filters.undo(new byte[] {5, 9}, 0)).isInstanceOf(ImageRefused.class);
  }

  /// One byte of nothing, then the row as a writer would store it.
  private static byte[] filtered(int kind, byte[] row, byte[] above, int reach) {
    byte[] stored = new byte[row.length + 2];
    stored[1] = (byte) kind;
    for (int i = 0; i < row.length; i++) {
      int left = i < reach ? 0 : row[i - reach] & 0xff;
      int corner = i < reach ? 0 : above[i - reach] & 0xff;
      int up = above[i] & 0xff;
      int guess =
          switch (kind) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> asWritten(left, up, corner);
            default -> 0;
          };
      stored[i + 2] = (byte) (row[i] - guess);
    }
    return stored;
  }

  private static int asWritten(int left, int up, int corner) {
    int guess = left + up - corner;
    int toLeft = Math.abs(guess - left);
    int toUp = Math.abs(guess - up);
    int toCorner = Math.abs(guess - corner);
    return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
  }
}
