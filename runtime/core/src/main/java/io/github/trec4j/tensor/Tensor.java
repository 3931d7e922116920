package io.github.trec4j.tensor;

import io.github.trec4j.spec.op.Shape;

/**
 * A batch of activations {@code [N, H, W, C]}, mutable. Layers keep one for their output and reuse
 * it from batch to batch, so that a training step allocates nothing large.
 */
public final class Tensor {
  private final Shape shape;
  private float[] values;
  private int batch;

  /** An empty batch for images of the given shape; {@link #resize} gives it room. */
  public Tensor(Shape shape) {
    this.shape = shape;
    this.values = new float[0];
  }

  /**
   * A batch around the given values, which are not copied.
   *
   * @throws IllegalArgumentException if their number is not {@code batch * shape.size()}
   */
  public Tensor(int batch, Shape shape, float[] values) {
    if (values.length != batch * shape.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + batch + " images of " + shape);
    }
    this.shape = shape;
    this.batch = batch;
    this.values = values;
  }

  /**
   * Sets the number of images. The values are undefined afterwards; memory is taken only when it
   * grows.
   *
   * @return this
   */
  public Tensor resize(int newBatch) {
    int needed = Math.multiplyExact(newBatch, shape.size());
    if (values.length < needed) {
      values = new float[needed];
    }
    batch = newBatch;
    return this;
  }

  /** Returns the number of images, N. */
  public int batch() {
    return batch;
  }

  /** Returns the shape of one image, {@code [H, W, C]}. */
  public Shape shape() {
    return shape;
  }

  /** Returns the number of values in use, {@code N * H * W * C}. */
  public int size() {
    return batch * shape.size();
  }

  /** Returns the values themselves, not a copy; only the first {@link #size} are in use. */
  public float[] values() {
    return values;
  }
}
