package dev.vifte.loadtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One thing that was measured, several times over.
///
/// @param bench the part of the suite it belongs to
/// @param what was measured, for people
/// @param who was measured, where several are compared; empty when nobody is
/// @param unit of the rounds
/// @param rounds one value each; what was measured to warm up is not among them
/// @param goal what it is held against, for people; empty when nothing
public record Figure(
    String bench, String what, String who, String unit, List<Double> rounds, String goal) {
  public Figure {
    rounds = List.copyOf(rounds);
  }

  public static Figure of(String bench, String what, String unit, List<Double> rounds) {
    return new Figure(bench, what, "", unit, rounds, "");
  }

  public Figure against(String limit) {
    return new Figure(bench, what, who, unit, rounds, limit);
  }

  public Figure by(String subject) {
    return new Figure(bench, what, subject, unit, rounds, goal);
  }

  public double median() {
    return quantile(rounds, 0.5);
  }

  /// The smallest value that at least `part` of the values do not exceed.
  public static double quantile(List<Double> values, double part) {
    var sorted = new ArrayList<>(values);
    sorted.sort(null);
    int index = (int) Math.ceil(part * sorted.size()) - 1;
    return sorted.get(Math.clamp(index, 0, sorted.size() - 1));
  }

  /// A value with three digits that count.
  public static String shown(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
