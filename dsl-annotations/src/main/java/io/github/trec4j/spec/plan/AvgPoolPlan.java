package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_avg_pool}: the rounded mean of each window.
 *
 * @param op the pooling
 * @param input the shape it reads
 */
public record AvgPoolPlan(AvgPool op, Shape input) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.6;

  /** Finding a window. */
  private static final double PIXEL = 12;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.avgPool(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String stem() {
    return "avg_pool";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ShapeFields().channelsApart(input).window(op.kernel()).output(output()).build();
  }

  @Override
  public double instructions(double clusters) {
    Window kernel = op.kernel();
    double window = MeanCost.instructions(kernel.height(), kernel.width(), input.channels());
    return output().pixels() * (PIXEL + window);
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  @Override
  public int codeBytes() {
    return 512;
  }
}
