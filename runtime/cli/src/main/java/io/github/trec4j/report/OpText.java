package io.github.trec4j.report;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Window;
import java.util.Locale;

/** Operations in a few words. */
public final class OpText {
  private OpText() {}

  /** Returns, for example, {@code conv 64 5x5, reuse L 15, H 5, shared, learned}. */
  public static String of(Op op) {
    if (op instanceof Op.Conv conv) {
      return "conv "
          + conv.filters()
          + " "
          + of(conv.window())
          + conv.reuse().map(OpText::of).orElse("");
    } else if (op instanceof Op.Dense dense) {
      return "dense " + dense.units();
    } else if (op instanceof Op.MaxPool pool) {
      return "max pool " + of(pool.window());
    } else if (op instanceof Op.AvgPool pool) {
      return "average pool " + of(pool.window());
    } else if (op instanceof Op.Dropout dropout) {
      return "dropout " + dropout.rate();
    } else if (op instanceof Op.BatchNorm) {
      return "batch normalisation";
    } else if (op instanceof Op.GlobalAvgPool) {
      return "global average pool";
    } else if (op instanceof Op.Relu) {
      return "ReLU";
    }
    return "image";
  }

  private static String of(Window window) {
    return window.size()
        + "x"
        + window.size()
        + (window.stride() == 1 ? "" : " stride " + window.stride())
        + (window.pad() == 0 ? "" : " pad " + window.pad());
  }

  private static String of(Reuse reuse) {
    return ", reuse L %d, H %d, %s, %s%s%s%s"
        .formatted(
            reuse.segment(),
            reuse.bits(),
            reuse.sharing().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            reuse.hashing().name().toLowerCase(Locale.ROOT),
            reuse.reassign() ? ", reassigned" : "",
            reuse.keep() == 0 ? "" : ", keep " + reuse.keep(),
            reuse.rank() == 0 ? "" : ", rank " + reuse.rank());
  }
}
