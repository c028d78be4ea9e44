package dev.vifte.imaging;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// A TIFF: its first page. The reader is handed the file with all tags renamed that it does not
/// need for pixels and with no next page, so it follows neither metadata nor loops.
record TiffFile(ImageHeader header, TiffDirectory page, boolean big) implements RowFile {
  /// Tags that say how pixels are stored (TIFF 6.0 and its technical notes); all others are hidden.
  private static final Set<Integer> NEEDED =
      Set.of(
          256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 292, 293, 317, 320, 322, 323, 324,
          325, 332, 336, 338, 339, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531,
          532);

  private static final int HIDDEN = 65_000;

  static boolean dropped(TiffDirectory.Tag tag) {
    return !NEEDED.contains(tag.id());
  }

  @Override
  public Optional<byte[]> profile(byte[] file) {
    return page.tags().stream()
        .filter(tag -> tag.id() == TiffDirectory.ICC && tag.count() <= MAX_PROFILE_BYTES)
        // those of a BigTIFF are signed
        .filter(tag -> tag.count() > 0 && tag.value().at() >= 0)
        .findFirst()
        .map(tag -> new Range(tag.value().at(), tag.count()).of(file));
  }

  @Override
  public void decode(Decoding decoding, RowSink rows) throws IOException {
    var source = new Readers.Source(ImageFormat.TIFF, bare(decoding.file()), decoding.deadline());
    RasterRows.of(Readers.first(source)).push(decoding.deadline(), rows);
  }

  /// The same file, except: ids and counts of unneeded tags, and the link to the next page.
  private Splice bare(byte[] file) {
    Splice bare = new Splice();
    boolean little = file[0] == 'I';
    long done = 0;
    for (TiffDirectory.Tag tag : page.tags()) {
      if (dropped(tag)) {
        bare.add(file, new Range(done, tag.at() - done)).add(hidden(little));
        done = tag.at() + (big ? 20 : 12);
      }
    }
    int link = big ? 8 : 4;
    bare.add(file, new Range(done, page.next() - done)).add(new byte[link]);
    long rest = page.next() + link;
    return bare.add(file, new Range(rest, Math.max(0, file.length - rest)));
  }

  /// One byte of nothing.
  private byte[] hidden(boolean little) {
    byte[] entry = new byte[big ? 20 : 12];
    int low = little ? 0 : 1;
    entry[low] = (byte) HIDDEN;
    entry[1 - low] = (byte) (HIDDEN >> 8);
    entry[2 + low] = 1;
    int countLow = little ? 4 : big ? 11 : 7;
    entry[countLow] = 1;
    return entry;
  }
}
