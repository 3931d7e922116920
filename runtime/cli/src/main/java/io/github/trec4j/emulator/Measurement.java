package io.github.trec4j.emulator;

import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.ReuseStatistics;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.plan.CostModel;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
    Comparison host,
    Comparison m4,
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
        Comparison.of(plan, simulated, host),
        Comparison.of(plan, simulated, m4),
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
    return remaining.get(step).stream()
        .map(ratio -> ratio * Segmentation.of(convolution(step), input(step)).perSlice())
        .findFirst();
  }

  private Op.Conv convolution(int step) {
    return (Op.Conv) plan.steps().get(step).main().op();
  }

  private Shape input(int step) {
    return plan.steps().get(step).inputShape();
  }

  /** Returns the planner's estimate of a step for the clusters that were in use. */
  public long estimatedInstructions(int step) {
    return CostModel.instructions(
        plan.steps().get(step).main().op(), input(step), clusters(step).orElse(0));
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
      if (plan.steps().get(step).kernel().convolves()) {
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

  /** Returns the facts for a program to read. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", plan.spec().name());
    facts.put("fingerprint", plan.spec().fingerprint().hex());
    facts.put("images", images);
    facts.put("instructions", Math.round(totalInstructions()));
    facts.put("convInstructions", Math.round(convolutionInstructions()));
    totalCycles().ifPresent(sum -> facts.put("cycles", Math.round(sum)));
    milliseconds().ifPresent(time -> facts.put("modelledMilliseconds", time));
    facts.put("clockMhz", plan.spec().board().clockMhz());
    facts.put("flashBytes", size.flashBytes());
    facts.put("ramBytes", ramBytes());
    facts.put("arenaBytes", plan.arenaBytes());
    facts.put("arenaPeakBytes", memory.arenaPeak());
    facts.put("stackPeakBytes", memory.stackPeak());
    facts.put("differingBytesHost", host.total());
    facts.put("differingBytesM4", m4.total());
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      Map<String, Object> step = new LinkedHashMap<>();
      step.put("step", plan.steps().get(i).name());
      step.put("instructions", Math.round(instructions.get(i)));
      step.put("estimatedInstructions", estimatedInstructions(i));
      if (!cycles.isEmpty()) {
        step.put("cycles", Math.round(cycles.get(i)));
      }
      remaining.get(i).ifPresent(ratio -> step.put("remainingRatio", ratio));
      clusters(i).ifPresent(mean -> step.put("meanClusters", mean));
      steps.add(step);
    }
    facts.put("steps", steps);
    return facts;
  }
}
