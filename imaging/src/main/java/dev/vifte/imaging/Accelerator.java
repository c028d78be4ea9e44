package dev.vifte.imaging;

import dev.vifte.imaging.vips.Libvips;
import dev.vifte.imaging.vips.VipsFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A native library for what Java does not do here, or much slower ([Gain]): it decodes HEIC, AVIF
/// and WebP and encodes WebP and AVIF, as far as it was built for that. libvips is the one that is
/// known.
///
/// Finding it touches the disk only. It is loaded by the first question that needs it, stays for
/// the life of the process, and runs in it: a hostile file may crash it and the JVM with it. So
/// [Images] never uses one unless told to. Safe for use by many threads.
public final class Accelerator {
  /// The system property that [#here] reads: `auto`, `none`, or the path of a libvips.
  public static final String PROPERTY = "vifte.image.accelerator";

  /// Where package managers put it.
  private static final List<String> FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/usr/lib",
          "/usr/local/lib64",
          "/usr/local/lib",
          "/opt/homebrew/lib");

  private static final List<String> NAMES = List.of("libvips.so.42", "libvips.42.dylib");

  /// None at all.
  public static final Accelerator NONE = new Accelerator(Optional.empty());

  private final Optional<Path> library;
  private final Map<Object, Boolean> abilities = new ConcurrentHashMap<>();
  private Optional<Libvips> loaded = Optional.empty();

  private Accelerator(Optional<Path> library) {
    this.library = library;
  }

  /// The one of this process, by [#PROPERTY]; `auto` without it.
  ///
  /// @throws IllegalArgumentException when the property names no file
  public static Accelerator here() {
    return Here.FOUND.computeIfAbsent(System.getProperty(PROPERTY, "auto"), Accelerator::of);
  }

  /// One for each word, so that a library is loaded once.
  private static final class Here {
    static final Map<String, Accelerator> FOUND = new ConcurrentHashMap<>();
  }

  /// What a word stands for.
  ///
  /// @param word `auto` looks in the usual places and is content with none, `none` does not look,
  ///   all else is a path
  /// @throws IllegalArgumentException when there is no such file
  public static Accelerator of(String word) {
    return switch (word) {
      case "none" -> NONE;
      case "auto" -> new Accelerator(usual());
      default -> new Accelerator(Optional.of(file(word)));
    };
  }

  private static Optional<Path> usual() {
    return FOLDERS.stream()
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path file(String word) {
    Path path = Path.of(word);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "there is no file %s; give the path of a libvips, auto, or none".formatted(word));
    }
    return path;
  }

  /// Whether there is a library; whether it works is not asked.
  public boolean present() {
    return library.isPresent();
  }

  /// Where it is.
  public Optional<Path> library() {
    return library;
  }

  /// Names its version, by the name of its file, such as `vips.42.16.1`; empty without one.
  public String id() {
    return library.map(Accelerator::id).orElse("");
  }

  private static String id(Path file) {
    String name = String.valueOf(real(file).getFileName());
    return name.replaceAll("^lib|\\.so|\\.dylib|\\.dll", "").replaceAll("[^0-9A-Za-z.-]", "");
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException _) {
      return file;
    }
  }

  /// Its own version, such as `8.14.1`. Loads it.
  ///
  /// @throws IllegalArgumentException when it cannot be loaded, saying why
  public String version() {
    return vips().version();
  }

  /// Whether it decodes a format, found out by decoding a small picture of it. Loads the library.
  public boolean reads(ImageFormat format) {
    return able(format, () -> Specimens.check(format, vips()));
  }

  /// Whether it decodes a format, and is worth it where Java does, too.
  public boolean improves(ImageFormat format) {
    return (!format.readable() || Gain.favoursLibvips(format)) && reads(format);
  }

  /// Whether files of a format are better given to whatever [#here] is, as far as can be told
  /// without loading it.
  public boolean wants(ImageFormat format) {
    boolean known =
        format == ImageFormat.HEIC || format == ImageFormat.AVIF || Gain.favoursLibvips(format);
    return present() && known;
  }

  /// Whether it encodes a format, found out by doing it. Loads the library.
  public boolean writes(OutputFormat format) {
    return able(format, () -> vips().write(new byte[16 * 16 * 3], 16, 3, form(format, 50)));
  }

  @FunctionalInterface
  private interface Trial {
    Object run() throws IOException;
  }

  private boolean able(Object what, Trial trial) {
    return abilities.computeIfAbsent(
        what,
        _ -> {
          try {
            return present() && trial.run() != null;
          } catch (IOException | IllegalArgumentException _) {
            return false;
          }
        });
  }

  private synchronized Libvips vips() {
    if (loaded.isEmpty()) {
      loaded = Optional.of(Libvips.open(library.orElseThrow().toAbsolutePath().toString()));
    }
    return loaded.get();
  }

  /// The library, if it decodes the format.
  ///
  /// @throws ImageRefused saying how to convert the file otherwise
  Libvips reader(ImageFormat format) throws ImageRefused {
    if (!reads(format)) {
      throw new ImageRefused(
          ImageRefused.Reason.UNSUPPORTED,
          "%s pictures are not supported here; save it as JPEG or PNG and send that%s"
              .formatted(format, format == ImageFormat.HEIC ? PHONE : ""));
    }
    return vips();
  }

  private static final String PHONE =
      " (an iPhone makes JPEG with Settings, Camera, Formats, Most Compatible)";

  /// Encodes a picture.
  ///
  /// @throws ImageRefused when it cannot encode the format
  byte[] encode(Output picture, OutputFormat format, int quality) throws ImageRefused {
    if (!writes(format)) {
      throw new ImageRefused(
          ImageRefused.Reason.UNSUPPORTED,
          "%s pictures are not written here; ask for jpeg or png, or let the operator install libvips"
              .formatted(format));
    }
    try {
      String form = form(format, quality);
      byte[] file =
          vips().write(picture.samples(), picture.width(), picture.pixels().channels, form);
      return format == OutputFormat.WEBP ? BareWebp.of(file) : file;
    } catch (VipsFailed failure) {
      throw new ImageRefused(
          ImageRefused.Reason.UNSUPPORTED,
          "a picture of %d x %d px cannot be written as %s; ask for a smaller one or for jpeg"
              .formatted(picture.width(), picture.height(), format),
          failure);
    }
  }

  /// The efforts are those at which more time hardly makes a smaller file.
  private static String form(OutputFormat format, int quality) {
    return switch (format) {
      case WEBP -> ".webp[strip,effort=2,Q=%d]".formatted(quality);
      case AVIF -> ".avif[strip,effort=2,compression=av1,Q=%d]".formatted((quality * 3 + 3) / 4);
      default -> throw new IllegalArgumentException(format + " needs no library");
    };
  }

  /// All that it adds, in words; loads it.
  public List<String> adds() {
    var read =
        Stream.of(ImageFormat.HEIC, ImageFormat.AVIF, ImageFormat.WEBP)
            .filter(this::improves)
            .map(f -> "reads " + f);
    var written =
        Stream.of(OutputFormat.WEBP, OutputFormat.AVIF)
            .filter(this::writes)
            .map(f -> "writes " + f);
    return Stream.concat(read, written).toList();
  }
}
