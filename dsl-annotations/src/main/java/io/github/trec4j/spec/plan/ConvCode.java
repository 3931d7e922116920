package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Shape;
import java.util.HashMap;
import java.util.Map;

/**
 * Flash for {@code trec4j_conv}; how it was measured stands in {@link CodeBytes}. Most of a call
 * puts kernel rows together: straight from the map where they are of whole words, else by copies
 * that GCC unrolls up to a limit, and with comparisons where there is padding.
 *
 * @param op the convolution
 * @param input the shape it reads
 */
record ConvCode(Conv op, Shape input) {
  /** Most bytes that GCC copies in line. */
  private static final int INLINED_COPY = 64;

  /** Bytes of a call. */
  int bytes() {
    return 240
        + filters()
        + rows()
        + padding()
        + when(output().pixels() > 2, 116)
        + when(output().height() > 1 && output().width() > 1, 166);
  }

  private int filters() {
    return when(op.filters() >= Quads.SIZE, 114) + when(op.filters() % Quads.SIZE > 0, 264);
  }

  private int rows() {
    int run = op.kernel().width() * input.channels();
    boolean several = op.kernel().height() > 1;
    if (run % Quads.SIZE == 0) {
      return when(several, 4);
    }
    return when(several, 146) - 230 + (run > INLINED_COPY ? 376 : 12 * run);
  }

  private int padding() {
    boolean across = CodeBytes.clipsAcross(op.kernel(), input);
    return when(CodeBytes.clipsDown(op.kernel(), input), 78)
        + when(across, 90)
        + when(across && output().pixels() > 2, 140);
  }

  private Shape output() {
    return op.outputOf(input);
  }

  /** Routines for whole quads of filters, and for the filters that are left. */
  Map<String, Integer> routines() {
    boolean several = Quads.pieces(op.kernel().area() * (double) input.channels()) > 1;
    Map<String, Integer> routines = new HashMap<>();
    if (op.filters() >= Quads.SIZE) {
      routines.put(several ? "conv_quads_long" : "conv_quads", several ? 1248 : 1152);
    }
    if (op.filters() % Quads.SIZE > 0) {
      routines.put(CodeBytes.RAW_QUADS, CodeBytes.RAW_QUADS_BYTES);
    }
    return routines;
  }
}
