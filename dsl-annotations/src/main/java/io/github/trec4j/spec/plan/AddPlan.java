package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

import io.github.trec4j.spec.op.Add;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_add}: the rescaled sum of inputs.
 *
 * @param op the sum
 * @param inputs the shapes it reads, all equal
 */
public record AddPlan(Add op, List<Shape> inputs) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.16;

  /** Loading, multiplying and adding four values of an input. */
  private static final double INPUT = 7;

  /** The same of an input behind the second, whose place and multiplier find no register. */
  private static final double FURTHER_INPUT = 10;

  /** Narrowing four sums and storing them. */
  private static final double OUTPUT = 11;

  /** Copies the list. */
  public AddPlan {
    inputs = List.copyOf(inputs);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.add(this);
  }

  @Override
  public String stem() {
    return "add";
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
    return List.of(new ParameterArray("multipliers", ElementType.INT16, inputs.size()));
  }

  @Override
  public double instructions(double clusters) {
    double four = 2 * INPUT + FURTHER_INPUT * (inputs.size() - 2) + OUTPUT;
    return four * output().size() / 4;
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  @Override
  public int codeBytes() {
    return 144 + when(output().size() % Quads.SIZE > 0, 76);
  }

  @Override
  public Map<String, Integer> routines() {
    return Map.of(CodeBytes.CLAMP, CodeBytes.CLAMP_BYTES);
  }

  @Override
  public boolean rescales() {
    return true;
  }

  @Override
  public boolean mayOverwriteInput() {
    return true;
  }
}
