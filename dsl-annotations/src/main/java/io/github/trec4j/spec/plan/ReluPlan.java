package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Shape;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_relu}: a rectifier that no kernel before could take in.
 *
 * @param op the rectifier
 * @param input the shape it reads
 */
public record ReluPlan(Relu op, Shape input) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.5;

  /** Four values at a time. */
  private static final double VALUE = 1.5;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.relu(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String stem() {
    return "relu";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ShapeFields()
        .with("pixels", input.pixels())
        .with("channels", input.channels())
        .build();
  }

  @Override
  public boolean hasParams() {
    return true;
  }

  @Override
  public double instructions(double clusters) {
    return VALUE * input.size();
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  @Override
  public int codeBytes() {
    return 92;
  }

  @Override
  public boolean mayOverwriteInput() {
    return true;
  }

  @Override
  public boolean selects() {
    return true;
  }
}
