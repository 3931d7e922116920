package io.github.trec4j.layers;

/**
 * Values that training changes, with their gradient. Both arrays are mutable and shared.
 *
 * @param name as in checkpoints: {@code conv1.weights}
 * @param shape lengths of the axes
 * @param values the values
 * @param gradient of the loss, written by each backward pass
 * @param decays whether weight decay applies
 */
@SuppressWarnings(
    "ArrayRecordComponent") // shared on purpose: the optimiser writes where the layer reads
public record Parameter(
    String name, int[] shape, float[] values, float[] gradient, boolean decays) {
  /** A parameter of zeros. */
  public static Parameter zeros(String name, boolean decays, int... shape) {
    int size = 1;
    for (int length : shape) {
      size = Math.multiplyExact(size, length);
    }
    return new Parameter(name, shape, new float[size], new float[size], decays);
  }
}
