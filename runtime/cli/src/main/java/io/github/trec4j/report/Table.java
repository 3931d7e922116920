package io.github.trec4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A plain text table: first column flush left, the others flush right unless all are text. */
public final class Table {
  private final boolean text;
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  /** An empty table with the given column heads. */
  public Table(String... head) {
    this(false, head);
  }

  private Table(boolean text, String... head) {
    this.text = text;
    this.head = List.of(head);
  }

  /** Returns an empty table whose columns are all flush left. */
  public static Table ofText(String... head) {
    return new Table(true, head);
  }

  /**
   * Adds a row.
   *
   * @return this
   * @throws IllegalArgumentException if the number of cells is not that of the heads
   */
  public Table row(Object... cells) {
    if (cells.length != head.size()) {
      throw new IllegalArgumentException(cells.length + " cells in a table of " + head.size());
    }
    rows.add(Arrays.stream(cells).map(String::valueOf).toList());
    return this;
  }

  /** Returns the table with a line under its head, each line ended by a newline. */
  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, head.size())
            .map(column -> Math.max(head.get(column).length(), widest(column)))
            .toArray();
    List<String> rule = Arrays.stream(widths).mapToObj("-"::repeat).toList();
    StringBuilder lines = new StringBuilder();
    lines.append(line(head, widths)).append(line(rule, widths));
    rows.forEach(row -> lines.append(line(row, widths)));
    return lines.toString();
  }

  private int widest(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
            .mapToObj(column -> padded(cells.get(column), widths[column], text || column == 0))
            .collect(Collectors.joining("  "))
            .stripTrailing()
        + "\n";
  }

  private static String padded(String cell, int width, boolean left) {
    String space = " ".repeat(width - cell.length());
    return left ? cell + space : space + cell;
  }
}
