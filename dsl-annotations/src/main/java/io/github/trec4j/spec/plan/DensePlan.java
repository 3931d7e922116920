package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.Shape;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_dense}: a fully connected layer, four units at a time.
 *
 * @param op the layer
 * @param input the shape it reads
 */
public record DensePlan(Dense op, Shape input) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.31;

  /** Seventeen instructions for sixteen products: one column, four filters. */
  private static final double UNIT_ENTRY = 1.09;

  private static final double UNIT_PIECE = 19;
  private static final double UNIT = 18;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.dense(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String stem() {
    return "dense";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ShapeFields().with("inputs", input.size()).with("units", op.units()).build();
  }

  @Override
  public List<ParameterArray> parameters() {
    return Quads.parameters(op.units(), input.size());
  }

  @Override
  public double instructions(double clusters) {
    double units = ScratchLayout.roundUp(op.units(), Quads.SIZE);
    return units * (UNIT_ENTRY * input.size() + UNIT_PIECE * Quads.pieces(input.size()))
        + UNIT * op.units();
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  @Override
  public int codeBytes() {
    return 84
        + when(input.size() >= Quads.SIZE, 68)
        + when(input.size() % Quads.SIZE > 0, 112)
        + when(op.units() > Quads.SIZE, 68)
        + when(Quads.pieces(input.size()) > 1, 192);
  }

  @Override
  public Map<String, Integer> routines() {
    return input.size() < Quads.SIZE ? Map.of() : Map.of("dense_groups", 628);
  }

  @Override
  public boolean rescales() {
    return true;
  }

  /** There is only one pixel. */
  @Override
  public boolean takesPitch() {
    return false;
  }
}
