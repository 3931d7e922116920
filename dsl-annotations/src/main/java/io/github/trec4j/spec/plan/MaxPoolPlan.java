package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_max_pool}: the largest value of each window, eight channels at a time.
 *
 * @param op the pooling
 * @param input the shape it reads
 */
public record MaxPoolPlan(MaxPool op, Shape input) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.4;

  private static final int CHANNELS_AT_ONCE = 8;
  private static final double UNROLLED = 6.1;
  private static final double LOOPED = 17.5;

  /** A read of one of the channels that do not make up eight. */
  private static final double SINGLE = 3;

  private static final double PIXEL = 26;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.maxPool(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String stem() {
    return "max_pool";
  }

  @Override
  public Map<String, Integer> shape() {
    Window kernel = op.kernel();
    return new ShapeFields()
        .channelsApart(input)
        .window(kernel)
        .pad(kernel)
        .output(output())
        .build();
  }

  @Override
  public double instructions(double clusters) {
    int packs = input.channels() / CHANNELS_AT_ONCE;
    double packed = packs * (Unrolling.unrolls(op.kernel()) ? UNROLLED : LOOPED);
    double single = SINGLE * (input.channels() % CHANNELS_AT_ONCE);
    return output().pixels() * (op.kernel().area() * (packed + single) + PIXEL);
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
