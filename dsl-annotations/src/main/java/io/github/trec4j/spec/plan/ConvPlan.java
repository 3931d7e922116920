package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Shape;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_conv}: a conventional convolution, two im2row columns and four filters at a time.
 *
 * @param op the convolution
 * @param input the shape it reads
 */
public record ConvPlan(Conv op, Shape input) implements KernelPlan {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.conv(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String stem() {
    return "conv";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ShapeFields()
        .input(input)
        .window(op.kernel())
        .pad(op.kernel())
        .output(output())
        .with("filters", op.filters())
        .build();
  }

  @Override
  public List<ParameterArray> parameters() {
    return Quads.parameters(op.filters(), entries());
  }

  private int entries() {
    return Math.toIntExact(op.fanIn(inputs()));
  }

  /** A pair of columns as halfwords, and a column as bytes. */
  @Override
  public ScratchLayout scratch() {
    long column = ScratchLayout.roundUp(entries(), Quads.SIZE);
    return ScratchLayout.builder()
        .region("columns", 4 * column)
        .region("row", ScratchLayout.aligned(5 * column) - 4 * column)
        .build();
  }

  @Override
  public double instructions(double clusters) {
    return new ConvCost(op, input).of(ConvCost.INSTRUCTIONS);
  }

  @Override
  public double cycles(double clusters) {
    return new ConvCost(op, input).of(ConvCost.CYCLES);
  }

  /** All of them for each pair of columns. */
  @Override
  public double parameterReads(double clusters) {
    return Math.ceil(output().pixels() / 2.0) * KernelPlan.super.parameterReads(clusters);
  }

  @Override
  public int codeBytes() {
    return new ConvCode(op, input).bytes();
  }

  @Override
  public Map<String, Integer> routines() {
    return new ConvCode(op, input).routines();
  }

  @Override
  public boolean rescales() {
    return true;
  }
}
