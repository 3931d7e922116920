package io.github.trec4j.data;

/**
 * How training images vary from epoch to epoch.
 *
 * @param flip whether half of them are mirrored left to right
 * @param shift most pixels that an image moves in each direction; what comes in is mid-grey
 */
public record Augmentation(boolean flip, int shift) {
  /** Images as they are. */
  public static final Augmentation NONE = new Augmentation(false, 0);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the shift is negative
   */
  public Augmentation {
    if (shift < 0) {
      throw new IllegalArgumentException("shift " + shift);
    }
  }
}
