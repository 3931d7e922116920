package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_concat}: the rescaled channels of inputs, one behind the other.
 *
 * @param op the concatenation
 * @param inputs the shapes it reads, all of one height and width
 */
public record ConcatPlan(Concat op, List<Shape> inputs) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.6;

  /** Copying a value; rescaling one takes ten times as many. */
  private static final double VALUE = 1.5;

  /** Going on with the next pixel of an input. */
  private static final double PIXEL = 30;

  /** Copies the list. */
  public ConcatPlan {
    inputs = List.copyOf(inputs);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.concat(this);
  }

  @Override
  public String stem() {
    return "concat";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ShapeFields()
        .with("inputs", inputs.size())
        .with("pixels", output().pixels())
        .with("channels", output().channels())
        .build();
  }

  @Override
  public List<ParameterArray> parameters() {
    int count = inputs.size();
    return List.of(
        new ParameterArray("input_channels", ElementType.INT32, count),
        new ParameterArray("multipliers", ElementType.INT32, count),
        new ParameterArray("bias", ElementType.INT32, count));
  }

  @Override
  public double instructions(double clusters) {
    return VALUE * output().size() + PIXEL * output().pixels() * inputs.size();
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  @Override
  public int codeBytes() {
    return 384;
  }

  @Override
  public boolean rescales() {
    return true;
  }

  @Override
  public boolean copies() {
    return true;
  }
}
