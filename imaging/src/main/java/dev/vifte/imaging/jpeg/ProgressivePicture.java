package dev.vifte.imaging.jpeg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Decodes a progressive picture: those of its scans that matter for the wanted sizes, then the
/// blocks. Where one sample a block is wanted, only the scans of first coefficients are read, and
/// two bytes a block are held; else all of them, 128 bytes a block.
final class ProgressivePicture {
  private final ScanWalk walk;
  private final List<JpegPicture.Plane> planes;
  private final List<Coefficients> gathered = new ArrayList<>();

  /// Quantisation steps, as they are when the first scan of a component begins.
  private final int[][] steps;

  ProgressivePicture(ScanWalk walk, List<JpegPicture.Plane> planes) {
    this.walk = walk;
    this.planes = planes;
    this.steps = new int[planes.size()][0];
  }

  void decode(List<Scan> scans, JpegPicture.Rows target) throws IOException {
    int[] reaches = new int[planes.size()];
    for (Component component : walk.frame().components()) {
      int last = Inverse.of(planes.get(component.index()).size()).last;
      reaches[component.index()] = last == 0 ? 0 : reach(component, last, scans);
      gathered.add(new Coefficients(component, walk.frame(), last == 0));
    }
    for (Scan scan : scans) {
      latch(scan);
      if (scan.header().first() <= reaches[scan.header().parts().getFirst().component().index()]) {
        walk.over(
            scan.header(),
            scan.tables().restartInterval(),
            ProgressiveScan.of(scan, walk.in(), gathered));
      }
    }
    for (Component component : walk.frame().components()) {
      push(component, target);
    }
  }

  /// Up to which coefficient scans must be read: one that refines can only be read where all that
  /// it refines is known.
  private static int reach(Component component, int last, List<Scan> scans) {
    int reach = last;
    for (int before = -1; before < reach; ) {
      before = reach;
      for (Scan scan : scans) {
        ScanHeader header = scan.header();
        boolean refines = header.high() > 0 && header.first() <= reach;
        if (refines && header.parts().getFirst().component().equals(component)) {
          reach = Math.max(reach, header.last());
        }
      }
    }
    return reach;
  }

  private void latch(Scan scan) throws JpegDamaged {
    for (ScanHeader.Part part : scan.header().parts()) {
      Component component = part.component();
      boolean known = steps[component.index()].length > 0;
      if (scan.header().first() > 0 && !known) {
        throw new JpegDamaged("its scans are in an impossible order");
      }
      if (!known) {
        steps[component.index()] = scan.tables().steps(component.quantisation());
      }
    }
  }

  private void push(Component component, JpegPicture.Rows target) throws IOException {
    if (steps[component.index()].length == 0) {
      throw new JpegDamaged("a component has no data");
    }
    JpegPicture.Plane plane = planes.get(component.index());
    Strip strip = new Strip(plane, component.blocksAcross(), 1);
    Coefficients coefficients = gathered.get(component.index());
    BlockRow row = new BlockRow(Inverse.of(plane.size()), steps[component.index()], coefficients);
    for (int y = 0; y < component.blocksDown(); y++) {
      walk.pace().check();
      row.to(strip, y, component.blocksAcross());
      strip.push(target);
    }
  }
}
