package io.github.trec4j.spec.op;

import java.util.Optional;

/**
 * A conventional convolution.
 *
 * @param filters output channels
 * @param kernel its window
 * @param bias whether a constant is added to each filter
 */
public record Conv(int filters, Window kernel, boolean bias) implements Convolution {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.conv(this);
  }

  @Override
  public Optional<Reuse> ifReusing() {
    return Optional.empty();
  }

  @Override
  public Attributes attributes() {
    return Attributes.of(io.github.trec4j.dsl.Conv.class)
        .with("filters", filters)
        .with("kernel", kernel.height())
        .with("stride", kernel.strideY())
        .with("pad", kernel.top())
        .with("bias", bias);
  }
}
