package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.ParameterArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kernel with its integers: what it computes, exactly as the C of the same name does, and how its
 * parameters lie in flash. Safe for use by many threads.
 */
public interface Int8Kernel {
  /**
   * Computes one step of one image.
   *
   * @param inputs {@code [H, W, C]} each, not modified
   * @param output {@code [H, W, C]}, overwritten
   * @return what was reused; empty for kernels that reuse nothing
   */
  Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] output);

  /**
   * Returns the values of an array in flash, in the order in which the C reads them.
   *
   * @param array one of the kernel's plan
   * @return {@code array.length()} values, each in the range of the array's type
   * @throws IllegalArgumentException if the kernel has no such array
   */
  default int[] packed(ParameterArray array) {
    throw new IllegalArgumentException("no array " + array.field());
  }

  /**
   * Returns the plain fields of the C struct of parameters, in its order. All are {@code int32_t}
   * and follow one another.
   */
  default Map<String, Integer> numbers() {
    return Map.of();
  }
}
