package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of each window lies on the map, along one axis.
 *
 * @param counts how many windows there are of each number of rows, or of columns
 */
record WindowSpans(Map<Integer, Long> counts) {
  /** Returns the rows of a window over an input. */
  static WindowSpans down(Window window, Shape input) {
    int outputs = window.over(input, 1).height();
    return of(outputs, window.height(), window.strideY(), window.top(), input.height());
  }

  /** Returns the columns of a window over an input. */
  static WindowSpans across(Window window, Shape input) {
    int outputs = window.over(input, 1).width();
    return of(outputs, window.width(), window.strideX(), window.left(), input.width());
  }

  private static WindowSpans of(int outputs, int size, int stride, int before, int side) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (int i = 0; i < outputs; i++) {
      int first = i * stride - before;
      int span = Math.min(side, first + size) - Math.max(0, first);
      counts.merge(span, 1L, Long::sum);
    }
    return new WindowSpans(counts);
  }

  /** Returns how many outputs of a column read a window's row on the map. */
  static int rowsOn(Window window, Shape input, int row) {
    int outputs = window.over(input, 1).height();
    return seen(row - window.top(), window.strideY(), input.height(), outputs);
  }

  /** Returns how many outputs of a row read a window's column on the map. */
  static int columnsOn(Window window, Shape input, int column) {
    int outputs = window.over(input, 1).width();
    return seen(column - window.left(), window.strideX(), input.width(), outputs);
  }

  private static int seen(int offset, int stride, int inputs, int outputs) {
    int seen = 0;
    for (int i = 0; i < outputs; i++) {
      int place = i * stride + offset;
      seen += place >= 0 && place < inputs ? 1 : 0;
    }
    return seen;
  }

  /** Returns the number of windows of that size. */
  double count(int size) {
    return counts.getOrDefault(size, 0L);
  }

  /** Returns the sizes of all windows together. */
  double sum() {
    return counts.entrySet().stream().mapToDouble(span -> span.getKey() * span.getValue()).sum();
  }
}
