package io.github.trec4j.processor.check;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.processor.read.OperationUse;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import java.util.Optional;

/** Turns annotations whose numbers are in range into operations, defaults filled in. */
final class Operations {
  private Operations() {}

  static Op of(OperationUse use, Shape input) {
    return switch (use.operation()) {
      case CONV -> convolution(use, Optional.empty());
      case TREC_CONV -> convolution(use, Optional.of(reuse(use, input)));
      case DENSE -> new Op.Dense(use.number("value"), use.flag("bias"));
      case BATCH_NORM -> new Op.BatchNorm(use.decimal("momentum"), use.decimal("epsilon"));
      case RELU -> new Op.Relu();
      case MAX_POOL -> new Op.MaxPool(pooling(use, use.number("pad")));
      case AVG_POOL -> new Op.AvgPool(pooling(use, 0));
      case GLOBAL_AVG_POOL -> new Op.GlobalAvgPool();
      case DROPOUT -> new Op.Dropout(use.decimal("value"));
    };
  }

  private static Op.Conv convolution(OperationUse use, Optional<Reuse> reuse) {
    Window window = new Window(use.number("kernel"), use.number("stride"), use.number("pad"));
    return new Op.Conv(use.number("filters"), window, use.flag("bias"), reuse);
  }

  private static Window pooling(OperationUse use, int pad) {
    int size = use.number("value");
    int stride = use.number("stride");
    return new Window(size, stride == 0 ? size : stride, pad);
  }

  private static Reuse reuse(OperationUse use, Shape input) {
    int bits = use.number("bits");
    int maxClusters = use.number("maxClusters");
    return new Reuse(
        segment(use, input),
        bits,
        maxClusters == 0 ? 1 << bits : maxClusters,
        use.constant("sharing", Sharing.class),
        use.constant("hashing", Hashing.class),
        use.constant("hashGradient", HashGradient.class),
        use.flag("reassign"),
        use.number("keep"),
        use.number("rank"));
  }

  /** Returns the length of a segment, the default where the annotation names none. */
  static int segment(OperationUse use, Shape input) {
    int segment = use.number("segment");
    return segment == 0
        ? Segmentation.defaultLength(
            use.constant("sharing", Sharing.class), use.number("kernel"), input.channels())
        : segment;
  }
}
