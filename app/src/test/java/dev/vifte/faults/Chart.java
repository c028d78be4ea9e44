package dev.vifte.faults;

import java.util.List;
import java.util.Locale;

/// Lines over time as SVG, one panel below the other, in colours that are read on light and dark
/// pages.
///
/// @param blows shaded from beginning to end
record Chart(String title, List<Panel> panels, List<Blow> blows) {
  private static final int WIDTH = 720;
  private static final int LEFT = 60;
  private static final int RIGHT = 12;
  private static final int TOP = 30;
  private static final int HEIGHT = 130;
  private static final int GAP = 36;
  private static final List<String> COLOURS = List.of("#e0802a", "#7c93ad", "#5a9e6f");

  /// @param at in seconds
  record Point(double at, double value) {}

  record Line(String name, List<Point> points) {}

  record Panel(String name, List<Line> lines) {
    double most() {
      return Math.max(
          1,
          lines.stream()
              .flatMap(line -> line.points().stream())
              .mapToDouble(Point::value)
              .max()
              .orElse(1));
    }
  }

  String svg() {
    var out = new StringBuilder();
    int height = TOP + panels.size() * (HEIGHT + GAP) + GAP / 2;
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" fill="#808080">
        <text x="0" y="14" font-weight="bold">%s</text>
        """
            .formatted(WIDTH, height, escaped(title)));
    for (int i = 0; i < panels.size(); i++) {
      panel(out, panels.get(i), TOP + i * (HEIGHT + GAP) + GAP / 2);
    }
    axis(out, height - GAP / 2);
    return out.append("</svg>\n").toString();
  }

  private void panel(StringBuilder out, Panel panel, int top) {
    for (Blow blow : blows) {
      add(
          out,
          "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#c0504d\" fill-opacity=\"0.15\"/>",
          x(blow.at().toMillis() / 1000.0),
          top,
          x(blow.over().toMillis() / 1000.0) - x(blow.at().toMillis() / 1000.0),
          HEIGHT);
    }
    add(out, "<text x=\"%d\" y=\"%d\">%s</text>", LEFT, top - 5, escaped(panel.name()));
    add(
        out,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text>",
        LEFT - 6,
        top + 10,
        panel.most());
    add(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", LEFT - 6, top + HEIGHT);
    add(
        out,
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#808080\"/>",
        LEFT,
        top,
        top + HEIGHT,
        WIDTH - RIGHT);
    for (int i = 0; i < panel.lines().size(); i++) {
      line(out, panel, i, top);
    }
  }

  private void line(StringBuilder out, Panel panel, int number, int top) {
    Line line = panel.lines().get(number);
    String colour = COLOURS.get(number % COLOURS.size());
    var path = new StringBuilder();
    for (Point each : line.points()) {
      double y = top + HEIGHT - HEIGHT * each.value() / panel.most();
      path.append(
          String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(each.at()), y));
    }
    add(out, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>", path, colour);
    if (panel.lines().size() > 1) {
      int right = WIDTH - RIGHT - 90 * (panel.lines().size() - 1 - number);
      add(
          out,
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"%s\">%s</text>",
          right,
          top - 5,
          colour,
          escaped(line.name()));
    }
  }

  private void axis(StringBuilder out, int y) {
    add(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">0</text>", LEFT, y);
    add(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f s</text>", WIDTH - RIGHT, y, end());
  }

  private double x(double seconds) {
    return LEFT + (WIDTH - LEFT - RIGHT) * seconds / end();
  }

  private double end() {
    return panels.stream()
        .flatMap(panel -> panel.lines().stream())
        .flatMap(line -> line.points().stream())
        .mapToDouble(Point::at)
        .max()
        .orElse(1);
  }

  private static void add(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
