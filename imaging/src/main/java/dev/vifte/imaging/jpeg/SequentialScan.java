package dev.vifte.imaging.jpeg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A baseline or extended scan: every block is finished when it is read, so a row of MCUs is all
/// that is held.
final class SequentialScan implements ScanWalk.Visitor {
  /// One block of an MCU.
  private record Unit(Lane lane, int across, int column, int row) {}

  private final List<Lane> lanes = new ArrayList<>();
  private final JpegPicture.Rows target;
  private Unit[] units = {};

  SequentialScan(JpegPicture.Rows target) {
    this.target = target;
  }

  /// Adds a component; `down` blocks of `across` for each MCU.
  void add(Lane lane, int across, int down) {
    lanes.add(lane);
    List<Unit> all = new ArrayList<>(List.of(units));
    for (int i = 0; i < across * down; i++) {
      all.add(new Unit(lane, across, i % across, i / across));
    }
    units = all.toArray(Unit[]::new);
  }

  @Override
  public void mcu(int x, int y) throws JpegDamaged {
    for (Unit unit : units) {
      unit.lane.block(x * unit.across + unit.column, unit.row);
    }
  }

  @Override
  public void restart() {
    lanes.forEach(Lane::restart);
  }

  @Override
  public void endOfRow() throws IOException {
    for (Lane lane : lanes) {
      lane.strip.push(target);
    }
  }
}
