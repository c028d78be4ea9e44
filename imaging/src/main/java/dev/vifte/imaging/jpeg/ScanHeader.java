package dev.vifte.imaging.jpeg;

import java.util.ArrayList;
import java.util.List;

/// What a scan holds (ITU T.81 B.2.3, G.1.1.1).
///
/// @param first the first coefficient, in zigzag order; `last` the last
/// @param high how many low bits the scans before left out; 0 in a first scan
/// @param low how many low bits this one leaves out
/// @param data where its entropy-coded data begin
record ScanHeader(
    List<Part> parts, int first, int last, int high, int low, JpegPicture.Segment data) {
  private static final int MOST_BLOCKS = 10;

  /// A component of the scan and its Huffman tables.
  record Part(Component component, int dc, int ac) {}

  static ScanHeader read(byte[] file, JpegPicture.Segment segment, Frame frame) throws JpegDamaged {
    SegmentReader in = new SegmentReader(file, segment);
    int count = in.u8();
    List<Part> parts = new ArrayList<>();
    int blocks = 0;
    for (int i = 0; i < count; i++) {
      Component component = component(frame, in.u8(), parts);
      int tables = in.u8();
      if ((tables >> 4) > 3 || (tables & 15) > 3) {
        throw new JpegDamaged("a table has a number above 3");
      }
      parts.add(new Part(component, tables >> 4, tables & 15));
      blocks += component.across() * component.down();
    }
    if (count == 0 || (count > 1 && blocks > MOST_BLOCKS)) {
      throw new JpegDamaged("a scan has no blocks or too many");
    }
    int first = in.u8();
    int last = in.u8();
    int approximation = in.u8();
    var data = new JpegPicture.Segment(in.limit(), segment.end());
    var header =
        new ScanHeader(
            List.copyOf(parts), first, last, approximation >> 4, approximation & 15, data);
    header.check(frame.progressive());
    return header;
  }

  private static Component component(Frame frame, int id, List<Part> taken) throws JpegDamaged {
    for (Component component : frame.components()) {
      boolean free = taken.stream().noneMatch(part -> part.component().equals(component));
      if (component.id() == id && free) {
        return component;
      }
    }
    throw new JpegDamaged("a scan names a component that is not there");
  }

  private void check(boolean progressive) throws JpegDamaged {
    boolean dc = first == 0 && last == 0;
    boolean ac = first > 0 && first <= last && last < 64 && parts.size() == 1;
    boolean bits = low <= 13 && (high == 0 || high == low + 1);
    if (progressive && (!(dc || ac) || !bits)) {
      throw new JpegDamaged("a progressive scan has impossible bounds");
    }
  }

  boolean interleaved() {
    return parts.size() > 1;
  }

  /// MCUs in a row of this scan.
  int across(Frame frame) {
    return interleaved() ? frame.mcusAcross() : parts.getFirst().component().blocksAcross();
  }

  int down(Frame frame) {
    return interleaved() ? frame.mcusDown() : parts.getFirst().component().blocksDown();
  }
}
