package dev.vifte.imaging.jpeg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The door: a JPEG of 8 bits, baseline, extended or progressive, with one to four components,
/// decoded to planes of samples.
///
/// A plane may be asked for at an eighth, a quarter or half of its size; then only the frequencies
/// of which it consists are read, which takes a fraction of the time of reading all. Colours are
/// left as stored. Damage of any kind is a [JpegDamaged]; nothing else is thrown but what [Rows]
/// and [Pace] throw. Not thread-safe.
public final class JpegPicture {
  private final byte[] file;
  private final List<Segment> segments;
  private final Frame frame;

  /// A stretch of the file.
  public record Segment(int start, int end) {}

  /// A component at the size that was asked for.
  ///
  /// @param component from 0, in the order of the frame
  /// @param size samples that stand for a block of 8 across and down: 1, 2, 4 or 8
  /// @param width samples across
  /// @param height samples down
  /// @param scaleX samples of the plane for one pixel of the picture
  /// @param scaleY the same downwards
  public record Plane(
      int component, int size, int width, int height, double scaleX, double scaleY) {}

  /// Takes the rows.
  @FunctionalInterface
  public interface Rows {
    /// The next row of a component, from the top: its first `width` elements, 0 to 255. The array
    /// is used again afterwards.
    void row(int component, float[] samples) throws IOException;
  }

  /// Asked often; throws to stop the work.
  @FunctionalInterface
  public interface Pace {
    void check() throws IOException;
  }

  private JpegPicture(byte[] file, List<Segment> segments, Frame frame) {
    this.file = file;
    this.segments = segments;
    this.frame = frame;
  }

  /// The file is not copied and must not change.
  ///
  /// @param segments of tables, frame and scans, in their order, each from its marker to its end, a
  ///   scan with its data
  public static JpegPicture open(byte[] file, List<Segment> segments) throws JpegDamaged {
    for (Segment segment : segments) {
      if (segment.start < 0 || segment.start + 4 > segment.end || segment.end > file.length) {
        throw new JpegDamaged("a segment has an impossible length");
      }
      int code = file[segment.start + 1] & 0xff;
      boolean frame = code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc;
      if (frame) {
        SegmentReader in = new SegmentReader(file, segment);
        return new JpegPicture(file, List.copyOf(segments), Frame.read(code, in));
      }
    }
    throw new JpegDamaged("it has no frame");
  }

  /// Where the first byte 0xFF is, which every marker begins with, from `from` up to `to`; `to` if
  /// there is none. Fast: most of a file is searched for it.
  public static int indexOfFf(byte[] bytes, int from, int to) {
    return EntropyWindow.indexOfFf(bytes, from, to);
  }

  /// How many components the picture has, 1 to 4.
  public int components() {
    return frame.components().size();
  }

  /// A component at a size.
  ///
  /// @param size 1, 2, 4 or 8
  public Plane plane(int component, int size) {
    Component found = frame.components().get(component);
    return new Plane(
        component,
        size,
        (found.width() * size + 7) / 8,
        (found.height() * size + 7) / 8,
        found.scaleX() * size / 8,
        found.scaleY() * size / 8);
  }

  /// Decodes every plane, one for each component and in their order.
  public void decode(List<Plane> planes, Rows target, Pace pace) throws IOException {
    ScanWalk walk = new ScanWalk(frame, new EntropyWindow(file), pace);
    if (frame.progressive()) {
      new ProgressivePicture(walk, planes).decode(scans(), target);
    } else {
      new SequentialPicture(walk, planes, target).decode(scans());
    }
  }

  /// Each scan with the tables in force there.
  private List<Scan> scans() throws JpegDamaged {
    Tables tables = Tables.NONE;
    List<Scan> scans = new ArrayList<>();
    for (Segment segment : segments) {
      int code = file[segment.start + 1] & 0xff;
      if (code == 0xda) {
        scans.add(new Scan(ScanHeader.read(file, segment, frame), tables));
      } else {
        tables = tables.with(code, new SegmentReader(file, segment));
      }
    }
    return scans;
  }
}
