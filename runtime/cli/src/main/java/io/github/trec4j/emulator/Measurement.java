package io.github.trec4j.emulator;

import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.ReuseStatistics;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.KernelPlan;
import io.github.trec4j.spec.plan.TrecPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What firmware does on some images: on the host and on the emulated Cortex-M4, held against the
 * simulation.
 *
 * @param plan of the firmware
 * @param images how many ran
 * @param host bytes that differ between the simulation and the C on the host
 * @param m4 bytes that differ between the simulation and the C on the Cortex-M4
 * @param instructions mean a step and image, on the Cortex-M4
 * @param cycles modelled mean a step and image, on the Cortex-M4 with zero wait states; empty where
 *     they are not modelled
 * @param remaining the remaining ratio r, clusters by segments, a step; empty where nothing is
 *     reused
 * @param size of the program for the Cortex-M4
 * @param memory that the program for the Cortex-M4 was seen to write
 */
public record Measurement(
    FirmwarePlan plan,
    int images,
    OutputDifferences host,
    OutputDifferences m4,
    List<Double> instructions,
    List<Double> cycles,
    List<OptionalDouble> remaining,
    ProgramSize size,
    StepOutputs.MemoryUse memory) {
  /**
   * Exports, builds and runs.
   *
   * @param images pixels, {@code [H, W, C]} each, at least one
   * @param folder where the firmware goes
   * @throws io.github.trec4j.UserError if tools are missing or a program fails
   */
  public static Measurement of(
      Model model, Method method, QuantizedNetwork network, List<byte[]> images, Path folder) {
    FirmwareExporter.export(model, method, network, images.subList(0, 1), folder);
    FirmwarePlan plan = network.plan();
    Firmware firmware = new Firmware(folder, plan, Toolchain.ofSystem());
    firmware.build(Target.HOST);
    firmware.build(Target.M4);
    StepOutputs host = firmware.run(Target.HOST, images);
    StepOutputs m4 = firmware.run(Target.M4, images);
    List<Int8Network.Result> simulated = new Int8Network(network).runAll(images);
    List<Double> instructions = new ArrayList<>();
    for (int step = 0; step < plan.steps().size(); step++) {
      instructions.add(m4.instructions(step));
    }
    return new Measurement(
        plan,
        images.size(),
        OutputDifferences.of(plan, simulated, host),
        OutputDifferences.of(plan, simulated, m4),
        instructions,
        m4.cycles(),
        remaining(plan, simulated),
        firmware.size(),
        m4.memory());
  }

  private static List<OptionalDouble> remaining(
      FirmwarePlan plan, List<Int8Network.Result> simulated) {
    return IntStream.range(0, plan.steps().size())
        .mapToObj(
            step ->
                simulated.stream()
                    .flatMap(image -> image.reuse().get(step).stream())
                    .mapToDouble(ReuseStatistics::remainingRatio)
                    .average())
        .toList();
  }

  /** Returns the mean clusters a slice that a step had in use; empty where nothing is reused. */
  public OptionalDouble clusters(int step) {
    return plan.steps().get(step).kernel() instanceof TrecPlan kernel
        ? remaining.get(step).stream()
            .map(ratio -> ratio * kernel.segmentation().perSlice())
            .findFirst()
        : OptionalDouble.empty();
  }

  /** Returns the planner's estimate of a step for the clusters that were in use. */
  public long estimatedInstructions(int step) {
    KernelPlan kernel = plan.steps().get(step).kernel();
    return Math.round(kernel.instructions(clusters(step).orElse(0)));
  }

  /** Returns the planner's estimate of all steps for the clusters that were in use. */
  public long estimatedInstructions() {
    return IntStream.range(0, plan.steps().size()).mapToLong(this::estimatedInstructions).sum();
  }

  /** Returns the mean instructions an image. */
  public double totalInstructions() {
    return instructions.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Returns the mean instructions of all convolutions an image. */
  public double convolutionInstructions() {
    double sum = 0;
    for (int step = 0; step < instructions.size(); step++) {
      if (plan.steps().get(step).main().op() instanceof Convolution) {
        sum += instructions.get(step);
      }
    }
    return sum;
  }

  /** Returns the modelled cycles an image; empty where they are not modelled. */
  public OptionalDouble totalCycles() {
    return cycles.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(cycles.stream().mapToDouble(Double::doubleValue).sum());
  }

  /** Returns the modelled time an image at the board's clock, zero wait states. */
  public OptionalDouble milliseconds() {
    double perMillisecond = plan.spec().board().clockMhz() * 1000.0;
    return totalCycles().stream().map(sum -> sum / perMillisecond).findFirst();
  }

  /** Returns the number of bytes in which simulation, host and Cortex-M4 differ. */
  public long differingBytes() {
    return host.total() + m4.total();
  }

  /** Returns the RAM of the network as planned: arena, input, logits and stack. */
  public int ramBytes() {
    return plan.ramBytes();
  }

  /** Returns this as results tell it. */
  public FirmwareFigures figures() {
    return new FirmwareFigures(
        plan.spec().name(),
        plan.spec().fingerprint().hex(),
        images,
        Math.round(totalInstructions()),
        Math.round(convolutionInstructions()),
        rounded(totalCycles()),
        milliseconds(),
        plan.spec().board().clockMhz(),
        size.flashBytes(),
        ramBytes(),
        plan.arenaBytes(),
        memory.arenaPeak(),
        memory.stackPeak(),
        host.total(),
        m4.total(),
        IntStream.range(0, plan.steps().size()).mapToObj(this::figures).toList());
  }

  private StepFigures figures(int step) {
    return new StepFigures(
        plan.steps().get(step).name(),
        Math.round(instructions.get(step)),
        estimatedInstructions(step),
        cycles.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.round(cycles.get(step))),
        remaining.get(step),
        clusters(step));
  }

  private static OptionalLong rounded(OptionalDouble number) {
    return number.stream().mapToLong(Math::round).findFirst();
  }
}
