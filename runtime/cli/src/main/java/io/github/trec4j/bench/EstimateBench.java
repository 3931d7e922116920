package io.github.trec4j.bench;

import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.emulator.Firmware;
import io.github.trec4j.emulator.StepOutputs;
import io.github.trec4j.emulator.Target;
import io.github.trec4j.emulator.Toolchain;
import io.github.trec4j.files.TemporaryFolder;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.fuzz.RandomModel;
import io.github.trec4j.fuzz.RandomWeights;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.ReuseStatistics;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Holds the planner's estimates against what random layers take on the emulated Cortex-M4, in
 * whatever forms the planner gives them.
 */
public final class EstimateBench {
  /** Models of one compilation: javac starts once for all of them. */
  private static final int AT_ONCE = 20;

  private final ModelCompiler compiler;
  private final Toolchain tools;

  /** A benchmark that compiles models with the given compiler, and C with this machine's. */
  public EstimateBench(ModelCompiler compiler) {
    this.compiler = compiler;
    this.tools = Toolchain.ofSystem();
    tools.require(Target.M4);
  }

  /**
   * Measures all steps of random networks on one image each.
   *
   * @param seed of the first; the others have those that follow
   * @param afterEach is told the seed of each one done
   */
  public List<StepEstimate> run(long seed, int networks, LongConsumer afterEach) {
    List<StepEstimate> steps = new ArrayList<>();
    for (long first = seed; first < seed + networks; first += AT_ONCE) {
      List<ModelSource> sources =
          LongStream.range(first, Math.min(first + AT_ONCE, seed + networks))
              .mapToObj(RandomModel::wide)
              .toList();
      try (CompiledModels models = compiler.compile(sources)) {
        for (int i = 0; i < sources.size(); i++) {
          steps.addAll(measure(models.named(sources.get(i).simpleName()), first + i));
          afterEach.accept(first + i);
        }
      }
    }
    return steps;
  }

  private List<StepEstimate> measure(Model model, long seed) {
    NetworkSpec spec = model.spec().with(Method.TREC);
    QuantizedNetwork network = RandomWeights.quantized(spec, seed);
    List<byte[]> images = RandomWeights.images(spec, 1, seed);
    Int8Network.Result simulated = new Int8Network(network).runAll(images).get(0);
    try (TemporaryFolder folder = new TemporaryFolder("estimates")) {
      FirmwareExporter.export(model, Method.TREC, network, images, folder.path());
      Firmware firmware = new Firmware(folder.path(), network.plan(), tools);
      firmware.build(Target.M4);
      return estimates(seed, network.plan().steps(), simulated, firmware.run(Target.M4, images));
    }
  }

  private static List<StepEstimate> estimates(
      long seed, List<Step> steps, Int8Network.Result simulated, StepOutputs run) {
    List<StepEstimate> estimates = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      double clusters = simulated.reuse().get(i).map(ReuseStatistics::meanClusters).orElse(0.0);
      OptionalDouble cycles =
          run.cycles().stream().skip(i).mapToDouble(Double::doubleValue).findFirst();
      estimates.add(
          new StepEstimate(seed, steps.get(i).kernel(), clusters, run.instructions(i), cycles));
    }
    return estimates;
  }
}
