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
      double from = x(blow.at().toMillis() / 1000.0);
      double to = x(blow.over().toMillis() / 1000.0);
      out.append(
          """
          <rect x="%s" y="%d" width="%s" height="%d" fill="#c0504d" fill-opacity="0.15"/>
          """
              .formatted(digit(from), top, digit(to - from), HEIGHT));
    }
    text(out, LEFT, top - 5, "start", panel.name());
    text(out, LEFT - 6, top + 10, "end", Long.toString(Math.round(panel.most())));
    text(out, LEFT - 6, top + HEIGHT, "end", "0");
    path(out, "M%d %dV%dH%d".formatted(LEFT, top, top + HEIGHT, WIDTH - RIGHT), "#808080");
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
      path.append(path.isEmpty() ? "M" : "L").append(digit(x(each.at()))).append(' ');
      path.append(digit(y));
    }
    path(out, path.toString(), colour);
    if (panel.lines().size() > 1) {
      int right = WIDTH - RIGHT - 90 * (panel.lines().size() - 1 - number);
      out.append("<g fill=\"%s\">".formatted(colour));
      text(out, right, top - 5, "end", line.name());
      out.append("</g>");
    }
  }

  private void axis(StringBuilder out, int y) {
    text(out, LEFT, y, "middle", "0");
    text(out, WIDTH - RIGHT, y, "end", Math.round(end()) + " s");
  }

  private static void text(StringBuilder out, int x, int y, String anchor, String words) {
    out.append(
        """
        <text x="%d" y="%d" text-anchor="%s">%s</text>
        """
            .formatted(x, y, anchor, escaped(words)));
  }

  private static void path(StringBuilder out, String path, String colour) {
    out.append(
        """
        <path d="%s" fill="none" stroke="%s" stroke-width="1.5"/>
        """
            .formatted(path, colour));
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

  /// With one digit after the point, in any language.
  private static String digit(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
