package io.github.trec4j.fuzz;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random block, to be declared within a model: two branches that keep the sides of any input, the
 * second one with reuse, joined as a sum or side by side. The first may be another block.
 */
final class RandomBlock {
  private static final int MOST_KERNEL = 4;
  private static final int MOST_BITS = 6;

  private final String name;
  private final @Nullable RandomBlock first;
  private final boolean adds;
  private final String declaration;

  /**
   * A block.
   *
   * @param name of its annotation
   * @param first another block as the first branch, or null for a convolution
   */
  RandomBlock(Random random, String name, @Nullable RandomBlock first) {
    this.name = name;
    this.first = first;
    this.adds = random.nextBoolean();
    this.declaration = declare(random);
  }

  /** Returns the source of its annotation. */
  String declaration() {
    return declaration;
  }

  private String declare(Random random) {
    return """
      @Block
      @interface %s {
        int filters();

        int segment();

        int FILTERS = Block.A;
        int SEGMENT = Block.B;

        final class Layers {
          %s Layer first;

          @From("input") @TrecConv(filters = FILTERS, %s, segment = SEGMENT, bits = %d, \
    reassign = %b)%s Layer second;
    %s
          %s({"%s", "second"}) Layer joined;
        }
      }

    """
        .formatted(
            name,
            first == null
                ? "@Conv(filters = FILTERS, " + kernel(random) + ")" + activation(random)
                : first.use("FILTERS", "SEGMENT"),
            kernel(random),
            1 + random.nextInt(MOST_BITS),
            random.nextBoolean(),
            activation(random),
            narrowsFirst()
                ? "\n      @From(\"first\") @Conv(filters = FILTERS, kernel = 1) Layer narrow;\n"
                : "",
            adds ? "@Add" : "@Concat",
            narrowsFirst() ? "narrow" : "first");
  }

  /** A sum's terms have equally many channels. */
  private boolean narrowsFirst() {
    return adds && first != null && !first.adds;
  }

  private static String kernel(Random random) {
    return "kernel = {%d, %d}, padding = Padding.SAME"
        .formatted(1 + random.nextInt(MOST_KERNEL), 1 + random.nextInt(MOST_KERNEL));
  }

  private static String activation(Random random) {
    return (random.nextBoolean() ? " @BatchNorm" : "") + (random.nextBoolean() ? " @Relu" : "");
  }

  /**
   * Returns its annotation as a field carries it.
   *
   * @param filters of each convolution
   * @param segment of the second branch; a divisor of the input's channels
   */
  String use(Object filters, Object segment) {
    return "@%s(filters = %s, segment = %s)".formatted(name, filters, segment);
  }

  /** Returns the channels of its output. */
  int channels(int filters) {
    int ofFirst = first == null ? filters : first.channels(filters);
    return adds ? filters : ofFirst + filters;
  }
}
