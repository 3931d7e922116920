package io.github.trec4j.spec.op;

import java.util.List;
import java.util.Optional;

/**
 * A convolution that skips what repeats within an image (TREC).
 *
 * @param filters output channels
 * @param kernel its window
 * @param bias whether a constant is added to each filter
 * @param reuse how
 */
public record TrecConv(int filters, Window kernel, boolean bias, Reuse reuse)
    implements Convolution {
  /**
   * Checks the reuse's rank.
   *
   * @throws IllegalArgumentException if it is not below the number of filters
   */
  public TrecConv {
    if (reuse.rank() > 0 && reuse.rank() >= filters) {
      throw new IllegalArgumentException(
          "rank %d: give at most %d, one less than there are filters, or 0 for all"
              .formatted(reuse.rank(), filters - 1));
    }
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.trecConv(this);
  }

  @Override
  public Optional<Reuse> ifReusing() {
    return Optional.of(reuse);
  }

  @Override
  public Attributes attributes() {
    Attributes plain = new Conv(filters, kernel, bias).attributes();
    return new Attributes(io.github.trec4j.dsl.TrecConv.class, plain.members())
        .with(reuse.attributes());
  }

  /**
   * Returns the convolutions that firmware runs one after the other for this one: itself, or where
   * it has a rank the basis filters, without bias, and what combines them, with kernel 1.
   */
  public List<Convolution> stages() {
    if (reuse.rank() == 0) {
      return List.of(this);
    }
    Reuse whole = reuse.toBuilder().rank(0).build();
    Convolution basis = new TrecConv(reuse.rank(), kernel, false, whole);
    Convolution combination = new Conv(filters, Window.square(1, 1, 0), bias);
    return List.of(basis, combination);
  }

  /** Returns how the input is cut into segments. */
  public Segmentation segmentation(Shape input) {
    return Segmentation.of(this, input);
  }
}
