package io.github.trec4j.math;

/**
 * Room for matrices in the memory that a {@link MatrixProduct} reads fastest. Mutable; kept from
 * batch to batch. Values are addressed by their place, 0 to {@link #size} - 1.
 */
public interface Panel {
  /** Returns the number of values there is room for. */
  int size();

  /** Returns the part of this panel from a place on; both share its values. */
  Panel from(int start);

  /**
   * Copies values in.
   *
   * @param at place of the first in this panel
   * @param source read from {@code from} on
   */
  void put(int at, float[] source, int from, int length);

  /**
   * Copies values out.
   *
   * @param at place of the first in this panel
   * @param target written from {@code to} on
   */
  void get(int at, float[] target, int to, int length);
}
