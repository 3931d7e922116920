package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code trec4j_concat}: the rescaled channels of inputs, one behind the other. What its producer
 * writes to its place at once is not copied.
 *
 * @param op the concatenation
 * @param inputs the shapes it joins, all of one height and width
 * @param copied the numbers of the inputs that are copied, rising
 */
public record ConcatPlan(Concat op, List<Shape> inputs, List<Integer> copied)
    implements KernelPlan {
  /**
   * Rescaling a value. Only scales that are equal to the last bit are copied instead, for a tenth;
   * what has the scale for certain is written in place, and not copied at all.
   */
  private static final Work VALUE = new Work(12.9, 16.2);

  /** Going on with the next pixel of an input. */
  private static final Work PIXEL = new Work(19, 28);

  /** Copies the lists. */
  public ConcatPlan {
    inputs = List.copyOf(inputs);
    copied = List.copyOf(copied);
  }

  /** Plans a concatenation that copies all that it joins. */
  public ConcatPlan(Concat op, List<Shape> inputs) {
    this(op, inputs, IntStream.range(0, inputs.size()).boxed().toList());
  }

  /** Returns the plan of one that copies some inputs only. */
  ConcatPlan copying(List<Integer> some) {
    return new ConcatPlan(op, inputs, some);
  }

  /** Returns the channel of the output that an input begins at. */
  public int firstChannel(int input) {
    return inputs.subList(0, input).stream().mapToInt(Shape::channels).sum();
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
        .with("inputs", copied.size())
        .with("pixels", output().pixels())
        .build();
  }

  @Override
  public List<ParameterArray> parameters() {
    int count = copied.size();
    if (count == 0) {
      return List.of();
    }
    return List.of(
        new ParameterArray("input_channels", ElementType.INT32, count),
        new ParameterArray("first_channels", ElementType.INT32, count),
        new ParameterArray("multipliers", ElementType.INT32, count),
        new ParameterArray("bias", ElementType.INT32, count));
  }

  @Override
  public double instructions(double clusters) {
    return work().instructions();
  }

  @Override
  public double cycles(double clusters) {
    return work().cycles();
  }

  private Work work() {
    int channels = copied.stream().mapToInt(input -> inputs.get(input).channels()).sum();
    return VALUE.times(channels).plus(PIXEL.times(copied.size())).times(output().pixels());
  }

  @Override
  public int codeBytes() {
    return isIdle() ? 8 : 124 + 92 * copied.size();
  }

  @Override
  public boolean isIdle() {
    return copied.isEmpty();
  }

  @Override
  public boolean reads(int input) {
    return copied.contains(input);
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
