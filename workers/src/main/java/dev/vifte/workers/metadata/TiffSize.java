package dev.vifte.workers.metadata;

import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;

/// The size of a TIFF, from the tags of its first directory.
final class TiffSize {
  private TiffSize() {}

  static void find(Metadata tags, Blocks blocks) {
    var first = tags.getFirstDirectoryOfType(ExifIFD0Directory.class);
    if (first == null) {
      return;
    }
    Integer width = first.getInteger(ExifDirectoryBase.TAG_IMAGE_WIDTH);
    Integer height = first.getInteger(ExifDirectoryBase.TAG_IMAGE_HEIGHT);
    if (width != null && height != null && width > 0 && height > 0) {
      blocks.size(width, height);
    }
  }
}
