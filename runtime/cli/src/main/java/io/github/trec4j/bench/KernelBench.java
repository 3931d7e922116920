package io.github.trec4j.bench;

import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.emulator.Firmware;
import io.github.trec4j.emulator.OutputDifferences;
import io.github.trec4j.emulator.Profile;
import io.github.trec4j.emulator.StepOutputs;
import io.github.trec4j.emulator.Target;
import io.github.trec4j.emulator.Toolchain;
import io.github.trec4j.files.TemporaryFolder;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures single layers, each as a network of its own with random weights and noise as image. */
public final class KernelBench implements AutoCloseable {
  private static final int CALIBRATION_IMAGES = 8;
  private static final long CALIBRATION_SEED = 2;
  private static final long IMAGE_SEED = 3;

  private final List<BenchSetting> settings;
  private final Method reuse;
  private final CompiledModels models;

  private KernelBench(List<BenchSetting> settings, Method reuse, CompiledModels models) {
    this.settings = settings;
    this.reuse = reuse;
    this.models = models;
  }

  /**
   * Compiles the networks of some settings.
   *
   * @param reuse the method by which layers that reuse are compiled
   * @throws io.github.trec4j.UserError if that fails
   */
  public static KernelBench of(ModelCompiler compiler, List<BenchSetting> settings, Method reuse) {
    List<ModelSource> sources =
        IntStream.range(0, settings.size())
            .mapToObj(i -> BenchModel.source(settings.get(i), name(i)))
            .toList();
    return new KernelBench(List.copyOf(settings), reuse, compiler.compile(sources));
  }

  private static String name(int index) {
    return "Bench" + index;
  }

  /** Returns what is measured, in order. */
  public List<BenchSetting> settings() {
    return settings;
  }

  /**
   * Builds and runs a setting.
   *
   * @param index in {@link #settings}
   * @throws io.github.trec4j.UserError if tools are missing or a program fails
   */
  public KernelMeasurement measure(int index) {
    BenchSetting setting = settings.get(index);
    Model model = models.named(name(index));
    Method method = setting.reuses() ? reuse : Method.CONVENTIONAL;
    int bytes = model.spec().input().size();
    QuantizedNetwork quantized =
        BenchNetwork.quantize(
            model, method, Noise.images(CALIBRATION_IMAGES, bytes, CALIBRATION_SEED));
    Int8Network network = new Int8Network(quantized);
    Noise noise = Noise.withClusters(network, setting.clusters(), IMAGE_SEED);
    List<byte[]> images = List.of(noise.pixels());
    try (TemporaryFolder folder = new TemporaryFolder("bench")) {
      FirmwareExporter.export(model, method, quantized, images, folder.path());
      Firmware firmware = new Firmware(folder.path(), quantized.plan(), Toolchain.ofSystem());
      firmware.buildForProfile();
      return measurement(setting, network, noise, firmware);
    }
  }

  private static KernelMeasurement measurement(
      BenchSetting setting, Int8Network network, Noise noise, Firmware firmware) {
    FirmwarePlan plan = network.network().plan();
    Step layer = plan.steps().get(0);
    List<byte[]> images = List.of(noise.pixels());
    StepOutputs run = firmware.run(Target.M4, images);
    return new KernelMeasurement(
        setting,
        layer,
        noise.clusters(),
        Math.round(run.instructions(0)),
        firmware.profile(layer, noise.pixels()).map(Profile::instructions).orElse(Map.of()),
        run.cycles().stream().limit(1).mapToLong(Math::round).findFirst(),
        plan.ramBytes(),
        OutputDifferences.of(plan, network.runAll(images), run).total());
  }

  @Override
  public void close() {
    models.close();
  }
}
