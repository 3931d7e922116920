package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.List;
import java.util.Map;

/**
 * A convolution in one of Winograd's forms whose weights lie in flash as they are and are
 * transformed on the fly, two filters at a time. It has the bytes of {@link WinogradPlan} with less
 * flash than {@link ConvPlan}, but holds all transformed inputs at once.
 *
 * @param op the convolution, 3x3
 * @param input the shape it reads
 * @param winograd which form
 */
public record WinogradFlyPlan(Conv op, Shape input, WinogradForm winograd) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.16;

  /** Going on with the next pair of tiles. */
  private static final double PAIR_AND_PAIR = 36;

  private static final double FILTER = 24;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.winogradFly(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String form() {
    return stem();
  }

  @Override
  public String stem() {
    return winograd.stem() + "_fly";
  }

  @Override
  public String family() {
    return "winograd_fly";
  }

  @Override
  public String shapeType() {
    return packed().shapeType();
  }

  @Override
  public Map<String, Integer> shape() {
    return packed().shape();
  }

  /** Returns the form whose weights lie in flash as they are multiplied. */
  public WinogradPlan packed() {
    return new WinogradPlan(op, input, winograd);
  }

  @Override
  public List<ParameterArray> parameters() {
    long weights = 9L * op.filters() * packed().paddedChannels();
    return List.of(
        new ParameterArray("weights", ElementType.INT8, Math.toIntExact(weights)),
        new ParameterArray("bias", ElementType.INT32, op.filters()),
        new ParameterArray("multipliers", ElementType.INT32, op.filters()));
  }

  @Override
  public ScratchLayout scratch() {
    long pairs = (long) packed().pairs();
    return packed()
        .scratch(pairs)
        .region("weights", packed().pairBytes())
        .region("places", 8L * winograd.side() * winograd.side() * pairs)
        .build();
  }

  @Override
  public double instructions(double clusters) {
    return packed().instructions(clusters) + others();
  }

  @Override
  public double cycles(double clusters) {
    return packed().cycles(clusters) + CYCLES_PER_INSTRUCTION * others();
  }

  /** Instructions beside those of {@link #packed}: of transforming weights above all. */
  private double others() {
    long filters = ScratchLayout.roundUp(op.filters(), 2);
    double quads = packed().paddedChannels() / (double) Quads.SIZE;
    double quad = winograd == WinogradForm.TILES_4_OF_3 ? 408 : 184;
    return filters * (quad * quads + FILTER) + packed().pairs() * filters / 2 * PAIR_AND_PAIR;
  }

  @Override
  public int codeBytes() {
    return 240 + CodeBytes.SHAPE;
  }

  @Override
  public Map<String, Integer> routines() {
    return WinogradCode.onTheFly(winograd);
  }

  @Override
  public boolean rescales() {
    return true;
  }
}
