package dev.vifte.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BarsTest {
  @Test
  void the_longest_bar_fills_the_width_and_others_are_in_proportion() {
    String svg =
        Bars.svg("CPU", List.of(new Bars.Bar("a & b", 50, true), new Bars.Bar("c", 25, false)));

    assertThat(svg)
        .contains("width=\"340.0\"", "width=\"170.0\"", "a &amp; b", ">50.0<", ">25.0<")
        .startsWith("<svg xmlns=")
        .endsWith("</svg>\n");
  }
}
