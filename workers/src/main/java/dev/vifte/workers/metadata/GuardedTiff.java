package dev.vifte.workers.metadata;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.exif.makernotes.AppleMakernoteDirectory;
import dev.vifte.workers.metadata.Blocks.Kind;
import java.io.IOException;
import java.util.Set;

/// The library's EXIF reader, held within bounds: few directories (they nest by recursion), values
/// of a bounded length, and embedded blocks handed to [Blocks] instead of unbounded readers.
final class GuardedTiff extends ExifTiffHandler {
  private static final int TIFF = 0x2A;
  private static final int MAX_DIRECTORIES = 64;
  private static final int MAX_PAGES = 8;
  private static final int MAX_VALUE = 1 << 20;

  private final Blocks blocks;
  private final Budget budget;
  private int directories;
  private int followers;

  GuardedTiff(Metadata metadata, Blocks blocks, Budget budget) {
    super(metadata, null, 0);
    this.blocks = blocks;
    this.budget = budget;
  }

  /// Plain TIFF only: the other markers are raw formats with embedded files.
  @Override
  public void setTiffMarker(int marker) throws TiffProcessingException {
    if (marker != TIFF) {
      throw new TiffProcessingException("the marker is 0x%X, not 0x2A".formatted(marker));
    }
    super.setTiffMarker(marker);
  }

  @Override
  protected void pushDirectory(Directory directory) {
    directories++;
    if (directories > MAX_DIRECTORIES) {
      throw new Budget.ExceededException("more than %d directories".formatted(MAX_DIRECTORIES));
    }
    super.pushDirectory(directory);
  }

  @Override
  public boolean tryEnterSubIfd(int tagId) {
    budget.spend(0);
    return super.tryEnterSubIfd(tagId);
  }

  /// Counted apart from the directories: behind a thumbnail the library follows without a new one.
  @Override
  public boolean hasFollowerIfd() {
    followers++;
    return followers < MAX_PAGES && super.hasFollowerIfd();
  }

  @Override
  public boolean customProcessTag(
      int offset, Set<Integer> seen, int header, RandomAccessReader reader, int tag, int length)
      throws IOException {
    if (embedded(tag, offset, length, reader)) {
      return true;
    }
    if (length > MAX_VALUE) {
      warn("tag 0x%04X of %d bytes was not read".formatted(tag, length));
      return true;
    }
    return super.customProcessTag(offset, seen, header, reader, tag, length);
  }

  private boolean embedded(int tag, int offset, int length, RandomAccessReader reader)
      throws IOException {
    boolean main = _currentDirectory instanceof ExifIFD0Directory;
    switch (tag) {
      case ExifDirectoryBase.TAG_INTER_COLOR_PROFILE -> keep(Kind.ICC, offset, length, reader);
      case ExifDirectoryBase.TAG_APPLICATION_NOTES -> keep(Kind.XMP, offset, length, reader);
      case ExifDirectoryBase.TAG_IPTC_NAA -> {
        if (main) {
          keep(Kind.IPTC, offset, length, reader);
        }
      }
      case ExifDirectoryBase.TAG_PHOTOSHOP_SETTINGS -> {
        if (main && length <= PhotoshopBlocks.MAX_BYTES) {
          PhotoshopBlocks.read(reader.getBytes(offset, length), blocks);
        }
      }
      // A property list that may say it has two billion entries; it holds only a clock.
      case AppleMakernoteDirectory.TAG_RUN_TIME -> {
        return _currentDirectory instanceof AppleMakernoteDirectory;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void keep(Kind kind, int offset, int length, RandomAccessReader reader)
      throws IOException {
    if (blocks.wants(kind, length)) {
      blocks.add(kind, reader.getBytes(offset, length));
    }
  }
}
