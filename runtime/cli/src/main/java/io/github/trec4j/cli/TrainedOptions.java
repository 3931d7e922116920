package io.github.trec4j.cli;

import io.github.trec4j.emulator.Measurement;
import io.github.trec4j.training.TrainedModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** The options that name trained weights, by which method they are, and images. */
final class TrainedOptions {
  @Mixin ModelArgument model = new ModelArgument();
  @Mixin SettingsOption settings = new SettingsOption();
  @Mixin WeightsOption weights = new WeightsOption();
  @Mixin MethodOption method = new MethodOption();
  @Mixin DataOption data = new DataOption();

  /** Reads the weights. */
  TrainedModel read() {
    return TrainedModel.read(settings.applyTo(model.find()), weights.file)
        .expect(method.method, weights.file);
  }

  /**
   * Quantises, builds firmware and runs it.
   *
   * @param images most test images
   * @param folder where the firmware goes
   */
  Measurement measure(TrainedModel trained, int images, Path folder) {
    return Measurement.of(
        trained.model(),
        trained.method(),
        trained.quantize(data.training(trained.spec())),
        TrainedModel.someOf(data.test(trained.spec()), images),
        folder);
  }

  /** Returns a measurement's facts, with where its numbers come from. */
  Map<String, Object> facts(Measurement found) {
    Map<String, Object> facts = new LinkedHashMap<>(found.facts());
    facts.put("method", method.method.label());
    facts.put("weights", weights.file.getFileName().toString());
    facts.put("data", data.name());
    return facts;
  }
}
