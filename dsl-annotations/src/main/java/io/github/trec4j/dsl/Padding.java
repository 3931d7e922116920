package io.github.trec4j.dsl;

/** Who chooses how many pixels are added around an image before a window slides over it. */
public enum Padding {
  /** The annotation's {@code pad}. */
  EXPLICIT,
  /**
   * The sizes, as in TensorFlow and Keras: as much as it takes for {@code ceil(input / stride)}
   * outputs, half of it on either side, an odd pixel at the bottom and on the right.
   */
  SAME
}
