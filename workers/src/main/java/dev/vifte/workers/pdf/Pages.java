package dev.vifte.workers.pdf;

import dev.vifte.job.ItemName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which pages of a document: `1-3`, `1,5,9-12`, `4-` or `all`. Pages count from 1.
public record Pages(List<Range> ranges) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(-(\\d{1,6})?)?");
  private static final int LAST = 999_999;
  private static final int MOST_RANGES = 100;

  public static final Pages ALL = new Pages(List.of(new Range(1, LAST)));

  public Pages {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty() || ranges.size() > MOST_RANGES) {
      throw new IllegalArgumentException("must name 1 to %d ranges".formatted(MOST_RANGES));
    }
  }

  /// Pages in a row.
  public record Range(int first, int last) {
    public Range {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException(
            "pages count from 1 and the last is not before the first: %d-%d"
                .formatted(first, last));
      }
    }

    boolean holds(int page) {
      return first <= page && page <= last;
    }

    @Override
    public String toString() {
      return last == LAST ? first + "-" : first == last ? "" + first : first + "-" + last;
    }
  }

  /// From `first` to `last`, both included.
  public static Pages pages(int first, int last) {
    return new Pages(List.of(new Range(first, last)));
  }

  /// Reads the form of a pipeline file.
  ///
  /// @throws IllegalArgumentException saying which forms there are
  public static Pages parse(String text) {
    if (text.strip().equals("all")) {
      return ALL;
    }
    return new Pages(
        Pattern.compile(",").splitAsStream(text).map(part -> range(part.strip())).toList());
  }

  private static Range range(String text) {
    Matcher parts = RANGE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("must look like 1-3, 1,5,9-12, 4- or all");
    }
    int first = Integer.parseInt(parts.group(1));
    boolean open = parts.group(2) != null && parts.group(3) == null;
    return new Range(first, open ? LAST : last(parts, first));
  }

  private static int last(Matcher parts, int first) {
    return parts.group(3) == null ? first : Integer.parseInt(parts.group(3));
  }

  /// Those that a document of `count` pages has, in order, each once.
  List<Integer> of(int count) {
    return IntStream.rangeClosed(1, count)
        .filter(page -> ranges.stream().anyMatch(range -> range.holds(page)))
        .boxed()
        .toList();
  }

  /// Cuts many pages into items of equal length, at least `least` pages and at most `items` items.
  static List<ItemName> items(List<Integer> pages, int least, int items) {
    int size = Math.max(least, Math.ceilDiv(pages.size(), items));
    var names = new ArrayList<ItemName>();
    for (int i = 0; i < pages.size(); i += size) {
      int last = pages.get(Math.min(i + size, pages.size()) - 1);
      names.add(new ItemName(new Range(pages.get(i), last).toString()));
    }
    return names;
  }

  @Override
  public String toString() {
    return equals(ALL)
        ? "all"
        : ranges.stream().map(Range::toString).collect(Collectors.joining(","));
  }
}
