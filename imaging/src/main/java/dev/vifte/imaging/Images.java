package dev.vifte.imaging;

import dev.vifte.imaging.look.Look;
import dev.vifte.imaging.look.Tiny;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The door: one picture in, any number of variants out, from one decode.
///
/// ```java
/// List<Rendered> made =
///     Images.read(bytes)
///         .within(ImageLimits.DEFAULTS)
///         .before(Deadline.after(Duration.ofSeconds(60), InstantSource.system()))
///         .render(List.of(Variant.fit("thumb", 128, 128), Variant.width("web", 1280)));
/// ```
///
/// The picture is decoded as stored, reduced while it streams in (a JPEG by reading fewer of its
/// frequencies, others by averaging), resampled with Lanczos3, converted to sRGB, turned upright
/// and encoded without metadata; what was written is looked at again. Equal input gives equal bytes
/// on the same JDK. Immutable and thread-safe; a call runs on the caller's thread, uses CPU only,
/// and takes about [ImageCost#bytes] of heap besides the file itself. No temporary files, no
/// network.
public final class Images {
  /// What a look is taken at; [ImageCost] counts it like any other variant.
  public static final Variant LOOK = Variant.fit("look", 64, 64);

  private final Content content;
  private final ImageLimits limits;
  private final Deadline deadline;
  private final Accelerator accelerator;

  private Images(Content content, ImageLimits limits, Deadline deadline, Accelerator accelerator) {
    this.content = content;
    this.limits = limits;
    this.deadline = deadline;
    this.accelerator = accelerator;
  }

  /// The array is not copied and must not change meanwhile.
  public static Images read(byte[] file) {
    return new Images(new Content(file), ImageLimits.DEFAULTS, Deadline.never(), Accelerator.NONE);
  }

  /// Reads the whole file into memory now, unless it is longer than [ImageLimits#DEFAULTS] allow.
  public static Images read(Path file) throws IOException {
    ImageLimits.DEFAULTS.checkBytes(Files.size(file));
    return read(Files.readAllBytes(file));
  }

  /// Default [ImageLimits#DEFAULTS].
  public Images within(ImageLimits newLimits) {
    return new Images(content, newLimits, deadline, accelerator);
  }

  /// Default never.
  public Images before(Deadline newDeadline) {
    return new Images(content, limits, newDeadline, accelerator);
  }

  /// Default none. A native library may crash this JVM: give files of strangers to it only in a
  /// process that may die.
  public Images with(Accelerator newAccelerator) {
    return new Images(content, limits, deadline, newAccelerator);
  }

  /// A file, and what its header says once somebody has asked.
  private static final class Content {
    private final byte[] file;
    private Optional<ImageFile> parsed = Optional.empty();

    Content(byte[] file) {
      this.file = file;
    }

    synchronized ImageFile parsed(ImageLimits limits) throws ImageRefused {
      limits.checkBytes(file.length);
      if (parsed.isEmpty()) {
        try {
          parsed = Optional.of(ImageFile.parse(file));
        } catch (ImageRefused refused) {
          throw refused;
        } catch (IOException impossible) {
          throw new IllegalStateException("memory does not fail", impossible);
        }
      }
      return parsed.get();
    }
  }

  /// What the file says of itself; read once, however often it is asked for or rendered. Throws
  /// [ImageRefused] as [#render] does, but looks at no limit but that on bytes.
  public ImageHeader header() throws ImageRefused {
    return content.parsed(limits).header();
  }

  /// One result for each variant, in their order. Throws [ImageRefused] if the picture is broken,
  /// of an unreadable kind, over a limit, or not done by the deadline; then nothing was made.
  public List<Rendered> render(List<Variant> variants) throws ImageRefused {
    var finish = new Finish(accelerator, deadline);
    List<Rendered> made = new ArrayList<>();
    each(variants, (picture, variant) -> made.add(finish.rendered(picture, variant)));
    return List.copyOf(made);
  }

  /// The same, and what the picture looks like. Throws as [#render] does.
  public Seen look(List<Variant> variants) throws ImageRefused {
    List<Variant> all = new ArrayList<>(variants);
    all.add(LOOK);
    var finish = new Finish(accelerator, deadline);
    List<Rendered> made = new ArrayList<>();
    List<Look> looks = new ArrayList<>();
    each(
        all,
        (picture, variant) -> {
          if (made.size() < variants.size()) {
            made.add(finish.rendered(picture, variant));
          } else {
            Output pixels = picture.toPixels();
            looks.add(Look.at(new Tiny(pixels.width(), pixels.height(), pixels.rgba())));
          }
        });
    return new Seen(made, looks.getFirst());
  }

  /// The picture upright and in sRGB, no smaller than it is.
  Output whole() throws ImageRefused {
    ImageHeader header = header();
    int wide = header.orientedWidth();
    int high = header.orientedHeight();
    Variant whole = wide < high ? Variant.width("all", wide) : Variant.height("all", high);
    List<Output> found = new ArrayList<>();
    each(List.of(whole.as(OutputFormat.PNG)), (picture, _) -> found.add(picture.toPixels()));
    return found.getFirst();
  }

  /// A part of the picture as it is stored, unturned, scaled to any size and in sRGB. Throws as
  /// [#render] does.
  ///
  /// @throws IllegalArgumentException when the part does not lie in the picture or a side is 0
  public Part part(Part.Place place) throws ImageRefused {
    ImageFile parsed = content.parsed(limits);
    limits.check(parsed.header());
    Placement placement = place.in(parsed.header());
    var decoding =
        new ImageFile.Decoding(content.file, List.of(placement), deadline, accelerator, false);
    try {
      Output stored = parsed.decode(decoding).at(placement).toPixels();
      return new Part(Colour.of(parsed.profile(content.file)).toSrgb(stored));
    } catch (ImageRefused refused) {
      throw refused;
    } catch (IOException impossible) {
      throw new IllegalStateException("memory does not fail", impossible);
    }
  }

  @FunctionalInterface
  private interface Use {
    void take(Drawn picture, Variant variant) throws ImageRefused;
  }

  /// Hands out each upright, in sRGB and of its size, one after another, so that they need not be
  /// held together.
  private void each(List<Variant> variants, Use use) throws ImageRefused {
    ImageFile parsed = content.parsed(limits);
    limits.check(parsed.header());
    try {
      each(parsed, variants, use);
    } catch (ImageRefused refused) {
      throw refused;
    } catch (IOException impossible) {
      throw new IllegalStateException("memory does not fail", impossible);
    }
  }

  private void each(ImageFile parsed, List<Variant> variants, Use use) throws IOException {
    ImageHeader header = parsed.header();
    Colour colour = Colour.of(parsed.profile(content.file));
    var trimming =
        new Trimming(
            parsed,
            colour,
            new ImageFile.Decoding(content.file, List.of(), deadline, accelerator, false));
    List<Placement> places = new ArrayList<>();
    for (Variant variant : variants) {
      Placement place = trimming.place(variant);
      limits.checkOutput(variant, place);
      places.add(place);
    }
    boolean halves = colour.isNone() && Halves.suit(header, variants, places);
    var decoding = new ImageFile.Decoding(content.file, places, deadline, accelerator, halves);
    Decoded decoded = parsed.decode(decoding);
    for (int i = 0; i < places.size(); i++) {
      Drawn small =
          switch (decoded.at(places.get(i))) {
            case Halves planes -> planes;
            case Output stored -> colour.toSrgb(stored);
          };
      Variant variant = variants.get(i);
      use.take(small.oriented(variant.orientation(header)), variant);
    }
  }
}
