package io.github.trec4j.emulator;

import io.github.trec4j.spec.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What firmware gave for some images.
 *
 * @param outputs of each image, of each step
 * @param instructions of each image, of each step; zeros on the host
 * @param cycles modelled mean of each step on a Cortex-M4 with zero wait states; empty on the host,
 *     and where QEMU's plugin does not build
 * @param memory what was used
 */
public record StepOutputs(
    List<List<byte[]>> outputs,
    List<List<Long>> instructions,
    List<Double> cycles,
    MemoryUse memory) {
  /**
   * Memory that was written.
   *
   * @param arenaPeak bytes of the arena up to the last that was written
   * @param stackPeak most bytes of stack; 0 on the host
   */
  public record MemoryUse(int arenaPeak, int stackPeak) {}

  /** Copies the lists. */
  public StepOutputs {
    outputs = List.copyOf(outputs);
    instructions = List.copyOf(instructions);
    cycles = List.copyOf(cycles);
  }

  /** Returns the number of images. */
  public int images() {
    return outputs.size();
  }

  /** Returns an image's logits. */
  public byte[] logits(int image) {
    List<byte[]> steps = outputs.get(image);
    return steps.get(steps.size() - 1);
  }

  /** Returns the mean instructions of a step. */
  public double instructions(int step) {
    return instructions.stream().mapToLong(image -> image.get(step)).average().orElse(0);
  }

  /** Returns the mean instructions of an image. */
  public double instructionsPerImage() {
    return instructions.stream()
        .mapToLong(image -> image.stream().mapToLong(Long::longValue).sum())
        .average()
        .orElse(0);
  }

  /** Cuts the two files that the test program wrote. */
  static StepOutputs parse(
      List<Step> steps, byte[] outputs, byte[] profile, List<Double> cycles, MemoryUse memory) {
    List<List<byte[]>> byImage = new ArrayList<>();
    List<List<Long>> counts = new ArrayList<>();
    int place = 0;
    int counter = 0;
    while (place < outputs.length) {
      List<byte[]> image = new ArrayList<>();
      List<Long> taken = new ArrayList<>();
      for (Step step : steps) {
        int end = place + step.output().size();
        image.add(Arrays.copyOfRange(outputs, place, end));
        place = end;
        taken.add(littleEndian(profile, counter));
        counter += Integer.BYTES;
      }
      byImage.add(List.copyOf(image));
      counts.add(List.copyOf(taken));
    }
    return new StepOutputs(byImage, counts, cycles, memory);
  }

  private static long littleEndian(byte[] bytes, int place) {
    long value = 0;
    for (int i = Integer.BYTES - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[place + i] & 0xff);
    }
    return value;
  }
}
