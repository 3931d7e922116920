package io.github.trec4j.convolution;

import io.github.trec4j.math.Workers;
import org.bytedeco.dnnl.engine;
import org.bytedeco.javacpp.Loader;

/**
 * Convolutions by oneDNN, whose native library JavaCPP unpacks and loads. Each call runs on the
 * calling thread alone: a batch is shared among workers, as everywhere.
 */
public final class OneDnnEngine implements ConvolutionEngine {
  private final engine processor;
  private final ThreadLocal<OneDnnThread> threads;

  /**
   * Loads the native library.
   *
   * @throws UnsatisfiedLinkError if there is none for this machine
   */
  public OneDnnEngine() {
    Loader.load(org.bytedeco.dnnl.global.dnnl.class);
    processor = new engine(engine.kind.cpu, 0);
    threads = ThreadLocal.withInitial(() -> new OneDnnThread(processor));
  }

  @Override
  public String name() {
    return "oneDNN";
  }

  @Override
  public Convolver convolver(Geometry geometry, Workers workers) {
    return new OneDnnConvolver(geometry, this, workers);
  }

  /** Returns the problem of so many images. */
  OneDnnProblem problem(Geometry geometry, int images) {
    return new OneDnnProblem(processor, geometry, images);
  }

  /** Returns the calling thread's rooms. */
  OneDnnThread thread() {
    return threads.get();
  }
}
