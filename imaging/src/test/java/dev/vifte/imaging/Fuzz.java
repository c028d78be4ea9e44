package dev.vifte.imaging;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// Renders damaged pictures and looks for what must never happen: an exception that is not
/// [ImageRefused], more heap than [ImageCost] says, and work that goes on when its time is over.
/// `./dev fuzz` runs it in a JVM whose heap is small: a file is rendered only if its cost fits, and
/// then running out of memory is a find. A find is printed and kept with the seed that gives it
/// again.
final class Fuzz {
  /// What a JVM with all readers loaded takes of the heap, beside the samples.
  private static final long BASE_BYTES = 16 << 20;

  /// CPU time of one rendering, and how late it may notice that this is over.
  private static final long ALLOWED_NANOS = 1_000_000_000L;

  private static final long LATE_NANOS = 1_000_000_000L;

  private static final List<Variant> VARIANTS =
      List.of(
          Variant.width("w", 700), Variant.fit("t", 40, 40), Variant.fill("f", 90, 50).enlarging());
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<byte[]> samples;
  private final Path finds;
  private final long held;
  private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class);

  enum Ending {
    RENDERED,
    REFUSED,
    OUT_OF_TIME,
    OVER_THE_HEAP,
    FIND
  }

  Fuzz(List<byte[]> samples, Path finds) {
    this.samples = List.copyOf(samples);
    this.finds = finds;
    this.held = BASE_BYTES + samples.stream().mapToLong(sample -> sample.length).sum();
  }

  /// `--seed S` the first seed, `--cases N` or `--minutes N` how many, `--finds DIR` where finds
  /// go, and a folder of pictures that are damaged, too.
  public static void main(String[] args) throws IOException {
    Asked asked = Asked.of(args);
    List<byte[]> samples = new ArrayList<>(made());
    for (Path folder : asked.folders()) {
      samples.addAll(filesOf(folder));
    }
    var fuzz = new Fuzz(samples, asked.finds());
    long end = System.nanoTime() + asked.minutes() * 60_000_000_000L;
    long seed = asked.seed();
    while (seed - asked.seed() < asked.cases() || System.nanoTime() < end) {
      fuzz.run(seed++);
    }
    System.out.printf("fuzz: seeds %d to %d: %s%n", asked.seed(), seed - 1, fuzz.endings);
    System.exit(fuzz.endings.containsKey(Ending.FIND) ? 1 : 0);
  }

  /// @param cases at least so many
  /// @param minutes at least so long
  private record Asked(long seed, long cases, long minutes, Path finds, List<Path> folders) {
    static Asked of(String... args) {
      var asked = new Asked(1, 0, 0, Path.of("target", "fuzz"), List.of());
      for (int i = 0; i < args.length; i++) {
        asked = args[i].startsWith("--") ? asked.with(args[i], args[++i]) : asked.also(args[i]);
      }
      return asked;
    }

    private Asked also(String folder) {
      return new Asked(seed, cases, minutes, finds, List.of(Path.of(folder)));
    }

    private Asked with(String option, String value) {
      return switch (option) {
        case "--seed" -> new Asked(Long.parseLong(value), cases, minutes, finds, folders);
        case "--cases" -> new Asked(seed, Long.parseLong(value), minutes, finds, folders);
        case "--minutes" -> new Asked(seed, cases, Long.parseLong(value), finds, folders);
        case "--finds" -> new Asked(seed, cases, minutes, Path.of(value), folders);
        default -> throw new IllegalArgumentException("fuzz: no option " + option);
      };
    }
  }

  /// One damaged file.
  Ending run(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] file = Mutation.some(samples.get(random.nextInt(samples.size())), samples, random);
    Ending ending;
    long from = THREADS.getCurrentThreadCpuTime();
    try {
      ending = render(file, from);
    } catch (RuntimeException | Error wrong) {
      wrong.printStackTrace(System.out);
      ending = find(seed, file, wrong.toString());
    }
    long spent = THREADS.getCurrentThreadCpuTime() - from;
    if (spent > ALLOWED_NANOS + LATE_NANOS) {
      ending = find(seed, file, "it went on for %d ms".formatted(spent / 1_000_000));
    }
    endings.merge(ending, 1, Integer::sum);
    return ending;
  }

  private Ending render(byte[] file, long from) {
    Deadline deadline = () -> THREADS.getCurrentThreadCpuTime() - from > ALLOWED_NANOS;
    try {
      if (!fits(file)) {
        return Ending.OVER_THE_HEAP;
      }
      Images.read(file).before(deadline).render(VARIANTS);
      return Ending.RENDERED;
    } catch (ImageRefused refused) {
      boolean late = refused.reason() == ImageRefused.Reason.TIMEOUT;
      return late ? Ending.OUT_OF_TIME : Ending.REFUSED;
    }
  }

  private boolean fits(byte[] file) throws ImageRefused {
    ImageHeader header = ImageHeader.probe(file);
    ImageLimits.DEFAULTS.check(header);
    long cost = held + file.length + ImageCost.bytes(header, VARIANTS);
    return cost <= Runtime.getRuntime().maxMemory();
  }

  private Ending find(long seed, byte[] file, String what) throws IOException {
    Files.createDirectories(finds);
    Path kept = Files.write(finds.resolve("seed-" + seed), file);
    System.out.printf("fuzz: seed %d, kept as %s: %s%n", seed, kept, what);
    return Ending.FIND;
  }

  /// One small picture of every kind.
  static List<byte[]> made() {
    BufferedImage photo = Samples.photo(180, 130);
    BufferedImage gray = Samples.photo(90, 70, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage clear = Samples.photo(64, 48, BufferedImage.TYPE_INT_ARGB);
    return List.of(
        Samples.jpeg(photo, false),
        Samples.jpeg(photo, true),
        Samples.jpeg(gray, false),
        Samples.turned(Samples.jpeg(photo, false), 6),
        Samples.encode(photo, "png"),
        Samples.encode(clear, "png"),
        RareSamples.interlaced(photo),
        RareSamples.png16(80, 60),
        Samples.encode(photo, "gif"),
        Samples.encode(photo, "bmp"),
        Samples.encode(photo, "tiff"),
        RareSamples.webp(90, 60),
        RareSamples.psd(90, 60));
  }

  private static List<byte[]> filesOf(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.size(file) > 0 && Files.size(file) < 200_000) {
          files.add(Files.readAllBytes(file));
        }
      }
    }
    return files;
  }
}
