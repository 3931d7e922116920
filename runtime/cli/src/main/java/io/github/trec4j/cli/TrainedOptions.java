package io.github.trec4j.cli;

import io.github.trec4j.training.TrainedModel;
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
}
