package io.github.trec4j.convolution;

import io.github.trec4j.math.MatrixProduct;
import io.github.trec4j.math.Workers;

/**
 * Convolutions as matrix products over im2row rows: with {@link
 * io.github.trec4j.math.EjmlMatrixProduct} the reference in plain Java, which runs everywhere.
 *
 * @param product computes them
 */
public record Im2rowEngine(MatrixProduct product) implements ConvolutionEngine {
  @Override
  public String name() {
    return "im2row and " + product.name();
  }

  @Override
  public Convolver convolver(Geometry geometry, Workers workers) {
    return new Im2rowConvolver(geometry, product, workers);
  }
}
