package io.github.trec4j.report;

import static io.github.trec4j.report.Svg.label;
import static io.github.trec4j.report.Svg.line;
import static io.github.trec4j.report.Svg.number;

/**
 * The frame of a picture in SVG: a title, and a grid with the words at both axes.
 *
 * @param title above it
 * @param x the axis to the right
 * @param xWords what it counts
 * @param y the axis upwards
 * @param yWords what it counts
 */
record Chart(String title, Axis x, String xWords, Axis y, String yWords) {
  static final int LEFT = 70;
  static final int RIGHT = 700;
  static final int TOP = 50;
  static final int BOTTOM = 384;

  private static final int WIDTH = 720;
  private static final int HEIGHT = 440;

  private static final String STYLE =
      """
        text { font: 13px sans-serif; fill: #333; paint-order: stroke; stroke: white; stroke-width: 3px }
        .title { font-size: 16px }
        .grid { stroke: #e4e4e4 }
      """;

  /**
   * Returns the document.
   *
   * @param style of what is shown, in CSS
   * @param shown over the grid
   */
  String document(String style, String shown) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
        <style>
        %3$s%4$s</style>
        <rect width="%1$d" height="%2$d" fill="white"/>
        <text class="title" x="%5$d" y="24">%6$s</text>
        %7$s%8$s</svg>
        """
        .formatted(WIDTH, HEIGHT, STYLE, style, LEFT, title, grid(), shown);
  }

  private String grid() {
    StringBuilder text = new StringBuilder();
    for (double tick : x.ticks()) {
      text.append(line("grid", x.at(tick), TOP, x.at(tick), BOTTOM))
          .append(label(x.at(tick), BOTTOM + 20, "middle", x.text(tick)));
    }
    for (double tick : y.ticks()) {
      text.append(line("grid", LEFT, y.at(tick), RIGHT, y.at(tick)))
          .append(label(LEFT - 8, y.at(tick) + 4, "end", y.text(tick)));
    }
    return text.append(label((LEFT + RIGHT) / 2.0, HEIGHT - 14, "middle", xWords))
        .append(
            "<text text-anchor=\"middle\" transform=\"translate(18 %s) rotate(-90)\">%s</text>%n"
                .formatted(number((TOP + BOTTOM) / 2.0), yWords))
        .toString();
  }
}
