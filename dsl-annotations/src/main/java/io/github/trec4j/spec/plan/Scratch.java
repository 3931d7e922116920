package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;

/**
 * Memory that kernels need while they run. Each formula also stands as a macro beside its kernel,
 * and the generated C asserts at compile time that both agree.
 */
public final class Scratch {
  private Scratch() {}

  /** Returns the scratch of a convolution over the given input, in bytes. */
  public static long bytes(Op.Conv conv, Shape input) {
    if (conv.reuse().isEmpty()) {
      return 8L * aligned(conv.window().area() * input.channels());
    }
    Reuse reuse = conv.reuse().get();
    Segmentation segments = Segmentation.of(conv, input);
    long clusters = reuse.maxClusters();
    return aligned(1 << reuse.bits())
        + aligned(2 * segments.slices() * segments.perSlice())
        + clusters * segments.paddedLength() * 4
        + segments.slices() * clusters * segments.paddedLength() * 2
        + (clusters + 1) * segments.taps() * 32
        + conv.outputOf(input).pixels() * 32L;
  }

  private static int aligned(int bytes) {
    return (bytes + 3) / 4 * 4;
  }
}
