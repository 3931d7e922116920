package io.github.trec4j.int8;

import java.util.Optional;

/** The mirror of one C kernel with its shape and parameters; safe for use by many threads. */
interface Int8Kernel {
  /**
   * Computes one step of one image.
   *
   * @param input {@code [H, W, C]}, not modified
   * @param output {@code [H, W, C]}, overwritten
   * @return what was reused; empty for kernels that reuse nothing
   */
  Optional<ReuseStatistics> run(byte[] input, byte[] output);
}
