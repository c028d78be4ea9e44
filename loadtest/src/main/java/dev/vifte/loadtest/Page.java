package dev.vifte.loadtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The page of results: words that people write, and between `<!-- figures NAME -->` and `<!-- end
/// -->` the newest figures of that bench, a table for each question, each with its origin.
final class Page {
  private static final Pattern PLACE =
      Pattern.compile("(<!-- figures (\\w+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

  private final List<Shown> figures;

  /// @param lines of the record, the oldest first
  Page(List<String> lines) {
    var newest = new ArrayList<Shown>();
    for (String line : lines) {
      Shown figure = Shown.of(line);
      newest.removeIf(figure::sameAs);
      newest.add(figure);
    }
    this.figures = List.copyOf(newest);
  }

  /// The same page with the newest figures.
  String renewed(String page) {
    return PLACE
        .matcher(page)
        .replaceAll(place ->
            Matcher.quoteReplacement(place.group(1) + tables(place.group(2)) + place.group(3)));
  }

  /// A chart of one row of all questions, such as `CPU of the product`.
  String chart(String title, String row) {
    return Bars.svg(
        title,
        figures.stream()
            .filter(figure -> figure.row().startsWith(row + " ("))
            .map(Page::bar)
            .toList());
  }

  private static Bars.Bar bar(Shown figure) {
    String label = "%s, %s".formatted(figure.question(), figure.who());
    return new Bars.Bar(label, figure.median(), figure.who().startsWith("vifte"));
  }

  private String tables(String bench) {
    Map<String, List<Shown>> questions = new LinkedHashMap<>();
    figures.stream()
        .filter(figure -> figure.bench().equals(bench))
        .forEach(figure ->
            questions.computeIfAbsent(figure.question(), _ -> new ArrayList<>()).add(figure));
    return questions.entrySet().stream()
        .map(question -> table(question.getKey(), question.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String table(String question, List<Shown> figures) {
    SequencedSet<String> columns = distinct(figures, Shown::who);
    var out = new StringBuilder("\n");
    out.append("| ").append(question).append(" | ").append(String.join(" | ", columns));
    out.append(" |\n|---|").append("---|".repeat(columns.size())).append('\n');
    for (String row : distinct(figures, Shown::row)) {
      out.append("| ").append(row);
      for (String column : columns) {
        out.append(" | ").append(cell(figures, row, column));
      }
      out.append(" |\n");
    }
    out.append('\n').append(String.join("; ", distinct(figures, Shown::run))).append('\n');
    return out.toString();
  }

  private static String cell(List<Shown> figures, String row, String column) {
    return figures.stream()
        .filter(figure -> figure.row().equals(row) && figure.who().equals(column))
        .map(Shown::value)
        .findFirst()
        .orElse("");
  }

  private static SequencedSet<String> distinct(List<Shown> figures, Function<Shown, String> part) {
    return figures.stream().map(part).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
