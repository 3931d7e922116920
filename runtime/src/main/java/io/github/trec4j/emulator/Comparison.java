package io.github.trec4j.emulator;

import io.github.trec4j.int8.Int8Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The number of bytes in which firmware and simulation differ, a step.
 *
 * @param steps names
 * @param differing bytes over all images
 */
public record Comparison(List<String> steps, List<Long> differing) {
  /** Copies the lists. */
  public Comparison {
    steps = List.copyOf(steps);
    differing = List.copyOf(differing);
  }

  /**
   * Compares every output of every step. Images are simulated in parallel.
   *
   * @param images what the firmware was given, in order
   */
  public static Comparison of(Int8Network network, List<byte[]> images, StepOutputs firmware) {
    if (images.size() != firmware.images()) {
      throw new IllegalArgumentException(firmware.images() + " answers, " + images.size());
    }
    List<String> names = network.network().plan().steps().stream().map(s -> s.name()).toList();
    List<long[]> byImage =
        IntStream.range(0, images.size())
            .parallel()
            .mapToObj(i -> differing(network, images.get(i), firmware.outputs().get(i)))
            .toList();
    List<Long> sums = new ArrayList<>();
    for (int step = 0; step < names.size(); step++) {
      int index = step;
      sums.add(byImage.stream().mapToLong(counts -> counts[index]).sum());
    }
    return new Comparison(names, sums);
  }

  private static long[] differing(Int8Network network, byte[] image, List<byte[]> found) {
    List<byte[]> expected = network.run(Int8Network.quantizeInput(image)).outputs();
    long[] counts = new long[expected.size()];
    Arrays.setAll(counts, step -> differing(expected.get(step), found.get(step)));
    return counts;
  }

  private static long differing(byte[] a, byte[] b) {
    return IntStream.range(0, a.length).filter(i -> a[i] != b[i]).count();
  }

  /** Returns the bytes that differ over all steps. */
  public long total() {
    return differing.stream().mapToLong(Long::longValue).sum();
  }
}
