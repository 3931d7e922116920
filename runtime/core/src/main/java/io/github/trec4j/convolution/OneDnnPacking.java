package io.github.trec4j.convolution;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;

/** Weights as one of oneDNN's primitives wants them to lie; all threads read them. */
final class OneDnnPacking {
  private final memory packed;
  private final reorder code;
  private final IntMemoryMap arguments = new IntMemoryMap();
  private int version;

  /**
   * Takes room.
   *
   * @param plain {@code [filters, height, width, C]}, read by every {@link #update}
   */
  OneDnnPacking(OneDnnProblem problem, NativeFloats plain, memory.desc layout) {
    engine processor = problem.processor();
    memory weights = new memory(problem.weights(), processor, plain.pointer());
    packed = new memory(layout, processor);
    code = new reorder(weights, packed);
    arguments.put(dnnl.DNNL_ARG_FROM, weights);
    arguments.put(dnnl.DNNL_ARG_TO, packed);
  }

  /** Returns where they lie. */
  memory packed() {
    return packed;
  }

  /** Packs the weights, unless that version of them is packed already. */
  void update(OneDnnThread thread, int newVersion) {
    if (version != newVersion) {
      thread.run(code, arguments);
      version = newVersion;
    }
  }
}
