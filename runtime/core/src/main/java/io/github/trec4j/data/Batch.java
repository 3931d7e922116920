package io.github.trec4j.data;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.tensor.Tensor;

/** Images with their labels, as a network reads them. Mutable; reused by {@link Batches}. */
public final class Batch {
  private final Tensor images;
  private final int[] labels;

  Batch(Shape shape, int size) {
    images = new Tensor(shape).resize(size);
    labels = new int[size];
  }

  /** Returns the images, {@code [N, H, W, C]}. */
  public Tensor images() {
    return images;
  }

  /** Returns the labels, {@code [N]}; not a copy. */
  public int[] labels() {
    return labels;
  }

  /** Returns the number of images, N. */
  public int size() {
    return images.batch();
  }
}
