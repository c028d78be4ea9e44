package dev.vifte.loadtest;

import java.util.List;
import java.util.Locale;

/// A chart of horizontal bars as SVG, in colours that are read on light and dark pages.
final class Bars {
  private static final int WIDTH = 720;
  private static final int LABELS = 300;
  private static final int ROW = 24;
  private static final int VALUES = 80;

  private Bars() {}

  /// One bar.
  ///
  /// @param ours drawn in a colour of its own
  record Bar(String label, double value, boolean ours) {}

  static String svg(String title, List<Bar> bars) {
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    var out = new StringBuilder();
    int height = ROW * (bars.size() + 1) + ROW / 2;
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13" fill="#808080">
        <text x="0" y="16" font-weight="bold">%s</text>
        """
            .formatted(WIDTH, height, escaped(title)));
    for (int i = 0; i < bars.size(); i++) {
      out.append(row(bars.get(i), ROW * (i + 1), most));
    }
    return out.append("</svg>\n").toString();
  }

  private static String row(Bar bar, int top, double most) {
    double length = (WIDTH - LABELS - VALUES) * bar.value() / most;
    String fill = bar.ours() ? "#e0802a" : "#7c93ad";
    return String.format(
        Locale.ROOT,
        """
        <text x="%d" y="%d" text-anchor="end">%s</text>
        <rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>
        <text x="%.1f" y="%d">%s</text>
        """,
        LABELS - 8,
        top + 16,
        escaped(bar.label()),
        LABELS,
        top + 3,
        length,
        ROW - 6,
        fill,
        LABELS + length + 6,
        top + 16,
        Figure.shown(bar.value()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
