package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.Shape;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_global_avg_pool}: the rounded mean of each channel.
 *
 * @param op the pooling
 * @param input the shape it reads
 */
public record GlobalAvgPoolPlan(GlobalAvgPool op, Shape input) implements KernelPlan {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.globalAvgPool(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String stem() {
    return "global_avg_pool";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ShapeFields()
        .with("height", input.height())
        .with("width", input.width())
        .with("channels", input.channels())
        .build();
  }

  @Override
  public double instructions(double clusters) {
    return work().instructions();
  }

  @Override
  public double cycles(double clusters) {
    return work().cycles();
  }

  /** The mean of one window, whose pixels follow each other. */
  private Work work() {
    return MeanCost.of(1, input.pixels(), input.channels(), false);
  }

  @Override
  public int codeBytes() {
    return 72 + when(input.channels() >= Quads.SIZE, 104);
  }

  /** There is only one pixel. */
  @Override
  public boolean takesPitch() {
    return false;
  }
}
