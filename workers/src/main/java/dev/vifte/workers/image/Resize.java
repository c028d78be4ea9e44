package dev.vifte.workers.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.imaging.Accelerator;
import dev.vifte.imaging.Deadline;
import dev.vifte.imaging.ImageCost;
import dev.vifte.imaging.ImageFormat;
import dev.vifte.imaging.ImageHeader;
import dev.vifte.imaging.ImageLimits;
import dev.vifte.imaging.ImageRefused;
import dev.vifte.imaging.Images;
import dev.vifte.imaging.Rendered;
import dev.vifte.imaging.Seen;
import dev.vifte.imaging.Variant;
import dev.vifte.imaging.WarmUp;
import dev.vifte.object.MediaType;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes variants of a picture from one decode: upright, in sRGB, without metadata. Each variant
/// `thumb` is the output `thumb.jpg`, `.png`, `.webp` or `.avif` with its `width` and `height`; the
/// data say what the source was.
///
/// Java does all of it, but for HEIC and AVIF in, and WebP and AVIF out: those are left to an
/// [Accelerator], which runs in a child JVM only; without one they are refused. WebP in goes there,
/// too, where there is one, since it is much faster.
///
/// ```java
/// new Resize(fit("thumb", 128, 128), width("web", 1280))
/// ```
public final class Resize implements Stage {
  /// `image/resize`.
  public static final StageKind KIND = new StageKind("image/resize");

  /// Raise the number with every change of `imaging` that gives other bytes; the rest names what
  /// computes.
  private static final String ENGINE = "5-java";

  /// What the node calls the files that an accelerator may decode.
  private static final Map<MediaType, ImageFormat> NATIVE =
      Map.of(
          new MediaType("image/heic"), ImageFormat.HEIC,
          new MediaType("image/heif"), ImageFormat.HEIC,
          new MediaType("image/avif"), ImageFormat.AVIF,
          new MediaType("image/webp"), ImageFormat.WEBP);

  private static final MediaType TIFF = new MediaType("image/tiff");

  private final List<Variant> variants;
  private final boolean looking;

  /// @throws IllegalArgumentException when there is no variant, two have one name, or a name cannot
  ///   be a file name
  public Resize(Variant... variants) {
    this(List.of(variants), false);
  }

  Resize(List<Variant> variants, boolean looking) {
    VariantSettings.require(variants);
    this.variants = List.copyOf(variants);
    this.looking = looking;
  }

  /// Makes small pictures until the JVM has compiled what real ones need, some two seconds of CPU
  /// time, or until `longest` has passed.
  public static void warmUp(Duration longest, InstantSource clock) {
    WarmUp.run(Deadline.after(longest, clock));
  }

  /// Says in the data what the picture looks like, too: [dev.vifte.imaging.look.Look].
  public Resize looking() {
    return new Resize(variants, true);
  }

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public String version() {
    Accelerator accelerator = Accelerator.here();
    String marks =
        variants.stream()
            .flatMap(variant -> variant.edits().paint().watermark().stream())
            .map(watermark -> "-" + watermark.mark().id())
            .distinct()
            .sorted()
            .collect(Collectors.joining());
    return (accelerator.present() ? ENGINE + "-" + accelerator.id() : ENGINE) + marks;
  }

  @Override
  public StageSettings settings() {
    return VariantSettings.write(variants, looking);
  }

  @Override
  public Execution execution() {
    return Execution.CPU;
  }

  @Override
  public Execution execution(StageInput input) {
    return accelerator(input).present() ? Execution.ISOLATED : Execution.CPU;
  }

  /// None unless this input needs it: what runs in the node never gets one.
  private Accelerator accelerator(StageInput input) {
    Accelerator found = Accelerator.here();
    boolean decodes =
        Optional.ofNullable(NATIVE.get(input.file().type())).filter(found::wants).isPresent();
    boolean encodes = variants.stream().anyMatch(variant -> variant.format().needsAccelerator());
    return decodes || encodes ? found : Accelerator.NONE;
  }

  /// The file and what its header says; nothing for a picture that will be refused by its header,
  /// or that a child decodes in memory of its own.
  @Override
  public long cost(StageInput input) throws IOException {
    if (accelerator(input).present()) {
      return 0;
    }
    try {
      ImageHeader header = header(input);
      limits(input.limits()).check(header);
      return input.file().size() + ImageCost.bytes(header, costing());
    } catch (ImageRefused refused) {
      return 0;
    }
  }

  /// A TIFF's is looked up in the file on the disk: reading it would hold all of it, before anybody
  /// was asked whether there is room.
  private static ImageHeader header(StageInput input) throws IOException {
    if (input.file().type().equals(TIFF)) {
      return ImageHeader.probe(input.path());
    }
    try (var in = input.open()) {
      return ImageHeader.probe(in);
    }
  }

  private List<Variant> costing() {
    return looking ? Stream.concat(variants.stream(), Stream.of(Images.LOOK)).toList() : variants;
  }

  @Override
  public Outcome process(StageInput input) throws IOException {
    try {
      if (input.file().size() > input.limits().size()) {
        return Outcome.reject(
            Reason.TOO_LARGE,
            "the file has %d bytes; the limit is %d; upload a smaller one"
                .formatted(input.file().size(), input.limits().size()));
      }
      byte[] file;
      try (var in = input.open()) {
        file = in.readAllBytes();
      }
      Images images =
          Images.read(file)
              .within(limits(input.limits()))
              .before(input.deadline()::expired)
              .with(accelerator(input));
      return made(images, facts(images.header()));
    } catch (ImageRefused refused) {
      return Outcome.reject(reason(refused.reason()), String.valueOf(refused.getMessage()));
    }
  }

  private Outcome made(Images images, ObjectNode facts) throws ImageRefused {
    if (!looking) {
      return Outcome.done(facts, outputs(images.render(variants)));
    }
    Seen seen = images.look(variants);
    facts.set("look", LookFacts.of(seen.look()));
    return Outcome.done(facts, outputs(seen.rendered()));
  }

  private static List<Output> outputs(List<Rendered> made) {
    return made.stream().map(Resize::output).toList();
  }

  private static ImageLimits limits(InputLimits limits) {
    ImageLimits defaults = ImageLimits.DEFAULTS;
    return new ImageLimits(
        limits.size(), limits.pixels(), limits.frames(), defaults.scans(), defaults.side());
  }

  private static Output output(Rendered variant) {
    return Output.bytes(
            variant.name() + "." + variant.format().extension(),
            new MediaType(variant.format().mediaType()),
            variant.bytes())
        .with("width", variant.width())
        .with("height", variant.height());
  }

  private static ObjectNode facts(ImageHeader header) {
    return Json.object()
        .put("format", header.format().name().toLowerCase(Locale.ROOT))
        .put("width", header.orientedWidth())
        .put("height", header.orientedHeight())
        .put("orientation", header.orientation());
  }

  private static Reason reason(ImageRefused.Reason reason) {
    return switch (reason) {
      case EMPTY -> Reason.EMPTY;
      case CORRUPT -> Reason.CORRUPT;
      case TRUNCATED -> Reason.TRUNCATED;
      case UNSUPPORTED -> Reason.UNSUPPORTED;
      case TOO_MANY_BYTES -> Reason.TOO_LARGE;
      case TOO_MANY_PIXELS, TOO_LONG_SIDE -> Reason.TOO_MANY_PIXELS;
      case TOO_MANY_FRAMES -> Reason.TOO_MANY_FRAMES;
      case TOO_MANY_SCANS -> Reason.TOO_COMPLEX;
      case TIMEOUT -> Reason.TIMEOUT;
    };
  }
}
