package dev.vifte.imaging.jpeg;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Decodes the scans of a baseline or extended picture: usually one with all components, else one
/// for each or for some.
final class SequentialPicture {
  private final ScanWalk walk;
  private final List<JpegPicture.Plane> planes;
  private final JpegPicture.Rows target;
  private final Set<Component> done = new HashSet<>();

  SequentialPicture(ScanWalk walk, List<JpegPicture.Plane> planes, JpegPicture.Rows target) {
    this.walk = walk;
    this.planes = planes;
    this.target = target;
  }

  void decode(List<Scan> scans) throws IOException {
    for (Scan scan : scans) {
      decode(scan);
    }
    if (done.size() < planes.size()) {
      throw new JpegDamaged("a component has no data");
    }
  }

  private void decode(Scan scan) throws IOException {
    SequentialScan blocks = new SequentialScan(target);
    boolean interleaved = scan.header().interleaved();
    for (ScanHeader.Part part : scan.header().parts()) {
      Component component = part.component();
      if (!done.add(component)) {
        throw new JpegDamaged("a component has data twice");
      }
      int across = interleaved ? component.across() : 1;
      int down = interleaved ? component.down() : 1;
      JpegPicture.Plane plane = planes.get(component.index());
      Strip strip = new Strip(plane, scan.header().across(walk.frame()) * across, down);
      blocks.add(new Lane(walk.in(), scan.tables(), part, plane, strip), across, down);
    }
    walk.over(scan.header(), scan.tables().restartInterval(), blocks);
  }
}
