package io.github.trec4j.cli;

import io.github.trec4j.training.TrainedModel;
import java.nio.file.Path;
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
    TrainedModel trained = TrainedModel.read(settings.applyTo(model.find()), weights.file);
    return trained.expect(method.method, weights.file, "give --method " + trained.method());
  }

  /** Returns where the firmware goes. */
  Path folder(FirmwareFolderOption option) {
    return option.of(model.find().spec(), method.method);
  }

  /** Returns a check with the files that are read. */
  Overwriting overwriting() {
    return settings.overwriting().reads(WeightsOption.NAME, weights.file);
  }
}
