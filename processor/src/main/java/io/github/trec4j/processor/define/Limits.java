package io.github.trec4j.processor.define;

import io.github.trec4j.spec.op.Shape;

/** Sizes up to which the arithmetic of kernels and plan is known not to overflow. */
public final class Limits {
  /**
   * Inputs of a filter: {@code 2 * 127 * 128 * inputs}, the widest that a sum and the bias in it
   * can reach, stays within 32 bits.
   */
  public static final int INPUTS = 65_535;

  /** Values of one activation: no microcontroller holds more, and window sums stay in 32 bits. */
  public static final int VALUES = 1 << 22;

  /** Weights of a network: packed, they stay below 2^31 bytes. */
  public static final int WEIGHTS = 1 << 25;

  /** Layers of a network, which is built by one Java expression. */
  public static final int LAYERS = 512;

  /** Layers that are joined in one. */
  public static final int JOINED = 64;

  private Limits() {}

  /** Returns the values of a shape, however large it is. */
  public static long values(Shape shape) {
    return (long) shape.height() * shape.width() * shape.channels();
  }
}
