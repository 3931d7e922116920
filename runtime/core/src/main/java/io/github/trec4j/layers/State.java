package io.github.trec4j.layers;

/**
 * Values that checkpoints hold but no gradient moves: running statistics, hash vectors. The array
 * is mutable and shared.
 *
 * @param name as in checkpoints: {@code conv1.batchNorm.mean}
 * @param shape lengths of the axes
 * @param values the values
 */
@SuppressWarnings(
    "ArrayRecordComponent") // shared on purpose: checkpoints read and restore in place
public record State(String name, int[] shape, float[] values) {
  /** A state of zeros. */
  public static State zeros(String name, int... shape) {
    int size = 1;
    for (int length : shape) {
      size = Math.multiplyExact(size, length);
    }
    return new State(name, shape, new float[size]);
  }
}
