package dev.vifte.imaging.jpeg;

import java.util.Arrays;
import java.util.List;

/// The first coefficients of one component or of several: all their bits but the lowest, or one bit
/// more.
final class MeansScan extends ProgressiveScan {
  private final int[] predictions;
  private final ValueCodes[] codes;
  private final Coefficients[] targets;

  MeansScan(Scan scan, EntropyWindow in, List<Coefficients> gathered) throws JpegDamaged {
    super(in, scan.header());
    int count = header.parts().size();
    this.predictions = new int[count];
    this.codes = new ValueCodes[header.high() > 0 ? 0 : count];
    this.targets = new Coefficients[count];
    for (int i = 0; i < count; i++) {
      ScanHeader.Part part = header.parts().get(i);
      targets[i] = gathered.get(part.component().index());
      if (header.high() == 0) {
        codes[i] = scan.tables().dc(part.dc());
      }
    }
  }

  @Override
  public void restart() {
    Arrays.fill(predictions, 0);
  }

  @Override
  public void mcu(int x, int y) throws JpegDamaged {
    for (int i = 0; i < targets.length; i++) {
      Component component = header.parts().get(i).component();
      int across = header.interleaved() ? component.across() : 1;
      int down = header.interleaved() ? component.down() : 1;
      for (int b = 0; b < across * down; b++) {
        int at = targets[i].at(x * across + b % across, y * down + b / across);
        if (header.high() == 0) {
          first(i, at);
        } else {
          targets[i].values[at] |= (short) (bits(1) << header.low());
        }
      }
    }
  }

  private void first(int part, int at) throws JpegDamaged {
    int entry = codes[part].read(in.load());
    if (entry == 0) {
      throw new JpegDamaged("its picture data is cut or garbled");
    }
    in.bit += entry & 31;
    predictions[part] += entry >> 16;
    targets[part].values[at] = (short) (predictions[part] << header.low());
  }
}
