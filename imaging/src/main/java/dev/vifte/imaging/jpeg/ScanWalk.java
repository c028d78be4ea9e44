package dev.vifte.imaging.jpeg;

import java.io.IOException;

/// Goes over the MCUs of scans, and over their restart markers.
///
/// @param pace asked before every row of MCUs
record ScanWalk(Frame frame, EntropyWindow in, JpegPicture.Pace pace) {
  /// What is done at each MCU.
  interface Visitor {
    void mcu(int x, int y) throws JpegDamaged;

    /// Predictions and runs begin anew.
    void restart();

    void endOfRow() throws IOException;
  }

  void over(ScanHeader scan, int restartInterval, Visitor visitor) throws IOException {
    in.begin(scan.data());
    visitor.restart();
    int across = scan.across(frame);
    int down = scan.down(frame);
    int left = restartInterval;
    int number = 0;
    boolean lost = false;
    for (int y = 0; y < down; y++) {
      pace.check();
      for (int x = 0; x < across; x++) {
        if (restartInterval > 0 && left == 0) {
          in.restart(number);
          visitor.restart();
          number = number + 1 & 7;
          left = restartInterval;
          lost = false;
        }
        left--;
        lost = lost || !visited(x, y, visitor);
      }
      visitor.endOfRow();
    }
    if (!lost) {
      in.checkNotPast();
    }
  }

  /// False where there was damage that is forgiven: the rest of the interval is left out.
  private boolean visited(int x, int y, Visitor visitor) throws JpegDamaged {
    try {
      in.beforeMcu();
      visitor.mcu(x, y);
      return true;
    } catch (JpegDamaged damage) {
      if (!in.forgives()) {
        throw damage;
      }
      return false;
    }
  }
}
