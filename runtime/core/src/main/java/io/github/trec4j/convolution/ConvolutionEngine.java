package io.github.trec4j.convolution;

import io.github.trec4j.math.Workers;

/** Makes convolvers: how this machine convolves. */
public interface ConvolutionEngine {
  /** Returns the name for logs and reports. */
  String name();

  /** Returns a convolver that shares a batch among these workers. */
  Convolver convolver(Geometry geometry, Workers workers);
}
