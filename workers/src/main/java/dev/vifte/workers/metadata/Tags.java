package dev.vifte.workers.metadata;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.icc.IccReader;
import com.drew.metadata.iptc.IptcReader;
import dev.vifte.stage.Deadline;
import dev.vifte.workers.metadata.Blocks.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;

/// What the metadata library made of the blocks. A block it cannot read leaves what was read before
/// and a warning.
record Tags(Metadata library, Xmp xmp, Blocks blocks) {
  private static final int MAX_ERRORS = 3;
  private static final byte BIG_TIFF = 0x2B;

  static Tags of(Blocks blocks, Deadline deadline) {
    var tags = new Tags(new Metadata(), new Xmp(new LinkedHashMap<>()), blocks);
    for (byte[] exif : blocks.of(Kind.EXIF)) {
      tags.readTiff(ByteBuffer.wrap(exif), deadline);
    }
    tags.readOthers(deadline);
    return tags;
  }

  /// Of a whole TIFF file.
  static Tags ofTiff(ByteBuffer file, Blocks blocks, Deadline deadline) {
    var tags = new Tags(new Metadata(), new Xmp(new LinkedHashMap<>()), blocks);
    if (file.limit() > 3 && (file.get(2) == BIG_TIFF || file.get(3) == BIG_TIFF)) {
      blocks.warn("the metadata of a BigTIFF is not read");
      blocks.size(0, 0);
      return tags;
    }
    tags.readTiff(file, deadline);
    tags.readOthers(deadline);
    TiffSize.find(tags.library, blocks);
    return tags;
  }

  private void readTiff(ByteBuffer tiff, Deadline deadline) {
    var budget = new Budget(deadline);
    guarded(
        "EXIF",
        () ->
            new TiffReader()
                .processTiff(
                    new BoundedReader(tiff, budget), new GuardedTiff(library, blocks, budget), 0));
  }

  private void readOthers(Deadline deadline) {
    for (byte[] icc : blocks.of(Kind.ICC)) {
      var reader = new BoundedReader(ByteBuffer.wrap(icc), new Budget(deadline));
      guarded("ICC profile", () -> new IccReader().extract(reader, library));
    }
    for (byte[] iptc : blocks.of(Kind.IPTC)) {
      guarded(
          "IPTC",
          () ->
              new IptcReader().extract(new SequentialByteArrayReader(iptc), library, iptc.length));
    }
    for (byte[] packet : blocks.of(Kind.XMP)) {
      guarded("XMP", () -> Xmp.read(packet, xmp.properties()));
    }
    for (Directory directory : library.getDirectories()) {
      directory
          .getErrors()
          .forEach(error -> {
            if (blocks.warnings().size() < MAX_ERRORS) {
              blocks.warn(directory.getName() + ": " + error);
            }
          });
    }
  }

  private interface Read {
    void run() throws Exception;
  }

  /// The library answers broken bytes with any exception it likes; none may end the stage.
  private void guarded(String what, Read read) {
    try {
      read.run();
    } catch (IOException | TiffProcessingException | Budget.ExceededException e) {
      blocks.warn("the %s was not read whole: %s".formatted(what, e.getMessage()));
    } catch (Exception e) {
      blocks.warn("the %s is broken and was not read whole".formatted(what));
    }
  }

  /// The texts of a tag in directories of one type, the first first.
  Stream<String> texts(Class<? extends Directory> type, int tag) {
    return library.getDirectoriesOfType(type).stream()
        .flatMap(directory -> Stream.ofNullable(directory.getString(tag)));
  }

  /// The first directory of a type that has the tag.
  <T extends Directory> Optional<T> with(Class<T> type, int tag) {
    return library.getDirectoriesOfType(type).stream().filter(d -> d.containsTag(tag)).findFirst();
  }
}
