package io.github.trec4j.spec.op;

import java.util.List;

/**
 * Batch normalisation a channel.
 *
 * @param momentum weight of the newest batch in the running statistics
 * @param epsilon added to the variance
 */
public record BatchNorm(float momentum, float epsilon) implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.batchNorm(this);
  }

  @Override
  public String label() {
    return "batchNorm";
  }

  @Override
  public Folding folding() {
    return Folding.SCALE_AND_SHIFT;
  }

  @Override
  public Shape outputOf(List<Shape> inputs) {
    return Op.single(inputs);
  }

  @Override
  public long parameters(List<Shape> inputs) {
    return 2L * Op.single(inputs).channels();
  }

  @Override
  public Attributes attributes() {
    return Attributes.of(io.github.trec4j.dsl.BatchNorm.class)
        .with("momentum", momentum)
        .with("epsilon", epsilon);
  }

  @Override
  public String describe() {
    return "batch normalisation";
  }

  @Override
  public String canonicalText() {
    return "BatchNorm[momentum=%s, epsilon=%s]".formatted(momentum, epsilon);
  }
}
