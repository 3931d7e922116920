package io.github.trec4j.emulator;

import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The number of bytes in which firmware and simulation differ, a step.
 *
 * @param differing bytes of each step, over all images
 */
public record OutputDifferences(List<Long> differing) {
  /** Copies the list. */
  public OutputDifferences {
    differing = List.copyOf(differing);
  }

  /**
   * Compares every output of every step.
   *
   * @param plan of the network
   * @param simulated what the simulation gave for the images that the firmware was given, in order
   */
  public static OutputDifferences of(
      FirmwarePlan plan, List<Int8Network.Result> simulated, StepOutputs firmware) {
    if (simulated.size() != firmware.images()) {
      throw new IllegalArgumentException(firmware.images() + " answers, " + simulated.size());
    }
    List<Long> sums = new ArrayList<>();
    for (int step = 0; step < plan.steps().size(); step++) {
      long differing = 0;
      for (int image = 0; image < simulated.size(); image++) {
        byte[] expected = simulated.get(image).outputs().get(step);
        differing += differing(expected, firmware.outputs().get(image).get(step));
      }
      sums.add(differing);
    }
    return new OutputDifferences(sums);
  }

  private static long differing(byte[] a, byte[] b) {
    return IntStream.range(0, a.length).filter(i -> a[i] != b[i]).count();
  }

  /** Returns the bytes that differ over all steps. */
  public long total() {
    return differing.stream().mapToLong(Long::longValue).sum();
  }
}
