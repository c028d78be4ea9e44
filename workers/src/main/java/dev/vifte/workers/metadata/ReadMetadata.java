package dev.vifte.workers.metadata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageSettings;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads EXIF, IPTC, XMP and ICC of a picture: camera, time, exposure, place, orientation, texts,
/// and the tags as they are. Gives data only, no output.
///
/// A picture without metadata is done with few findings; broken metadata is a warning in the
/// findings, since the picture may be good. Only a file that is no picture is rejected.
public final class ReadMetadata implements Stage {
  static final StageKind KIND = new StageKind("image/metadata");

  /// The blocks, the budget of reads and the XML tree at their limits together.
  private static final long COST = 32L << 20;

  private final Set<Strip> strip;

  /// Keeps everything.
  public ReadMetadata() {
    this(Set.of());
  }

  /// Leaves out what `strip` names.
  public ReadMetadata(Strip... strip) {
    this(Set.of(strip));
  }

  ReadMetadata(Set<Strip> strip) {
    this.strip = new TreeSet<>(strip);
  }

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public StageSettings settings() {
    var settings = Json.object();
    if (!strip.isEmpty()) {
      var words = settings.putArray("strip");
      strip.forEach(policy -> words.add(policy.word()));
    }
    return StageSettings.of(settings);
  }

  @Override
  public Execution execution() {
    return Execution.CPU;
  }

  @Override
  public long cost(StageInput input) {
    return COST;
  }

  @Override
  public Outcome process(StageInput input) throws IOException {
    if (input.file().size() == 0) {
      return Outcome.reject(Reason.EMPTY, "the file is empty; upload a picture");
    }
    var format = Container.of(input.file().type());
    return format.isPresent()
        ? process(format.get(), input)
        : Outcome.reject(
            Reason.UNSUPPORTED,
            "the file is not a picture whose metadata can be read; use JPEG, PNG, HEIC, AVIF,"
                + " WebP, TIFF, PSD, GIF or BMP");
  }

  private Outcome process(Container format, StageInput input) throws IOException {
    var blocks = new Blocks();
    boolean whole = read(format, input, blocks);
    Tags tags = format == Container.TIFF ? tiff(input, blocks) : Tags.of(blocks, input.deadline());
    if (!blocks.isPicture()) {
      return Outcome.reject(
          whole ? Reason.CORRUPT : Reason.TRUNCATED,
          "the %s file has no readable header; save it again and upload the whole file"
              .formatted(format));
    }
    if (blocks.pixels() > input.limits().pixels()) {
      return Outcome.reject(
          Reason.TOO_MANY_PIXELS,
          "the picture is %d x %d pixels; the limit is %d pixels; upload a smaller one"
              .formatted(blocks.width(), blocks.height(), input.limits().pixels()));
    }
    return stripped(Findings.of(format, tags));
  }

  private static boolean read(Container format, StageInput input, Blocks blocks) {
    try {
      format.read(input, blocks);
      return true;
    } catch (EOFException e) {
      blocks.warn("the file ends too early");
      return false;
    } catch (IOException e) {
      blocks.warn(String.valueOf(e.getMessage()));
      return true;
    }
  }

  private static Tags tiff(StageInput input, Blocks blocks) throws IOException {
    try (var channel = FileChannel.open(input.path(), StandardOpenOption.READ);
        var arena = Arena.ofConfined()) {
      long size = Math.min(channel.size(), Integer.MAX_VALUE);
      var file = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer();
      return Tags.ofTiff(file, blocks, input.deadline());
    }
  }

  private Outcome stripped(ObjectNode data) {
    var before = data.deepCopy();
    Strip.apply(strip, data);
    if (Strip.leaks(strip, before, data)) {
      return Outcome.reject(
          Reason.FORBIDDEN, "the metadata still held what must be stripped; nothing was kept");
    }
    return Outcome.done(data, List.of());
  }
}
