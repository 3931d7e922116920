package io.github.trec4j.cli;

import io.github.trec4j.emulator.Measurement;
import io.github.trec4j.experiment.Trial;
import io.github.trec4j.training.TrainedModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** The options of commands that run trained weights as firmware, and what they do with them. */
final class FirmwareOptions {
  @Mixin TrainedOptions weights = new TrainedOptions();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ImagesOption images = new ImagesOption();

  /** Returns a check with the files that are read and written. */
  Overwriting overwriting() {
    return weights.overwriting().writes(JsonOption.NAME, json.file);
  }

  /**
   * Quantises, builds firmware and runs it.
   *
   * @param folder where the firmware goes
   */
  Measurement measure(TrainedModel trained, Path folder) {
    Trial.Images chosen = weights.data.images(trained.spec(), images.count());
    return Trial.firmware(trained, trained.quantize(chosen.training()), chosen, folder);
  }

  /** Writes the facts if they are asked for, and returns the exit code. */
  int finish(Measurement found) {
    json.write(() -> facts(found));
    return found.differingBytes() == 0 ? 0 : Main.CHECK_FAILED;
  }

  /** Returns a measurement's facts, with where its numbers come from. */
  private Map<String, Object> facts(Measurement found) {
    Map<String, Object> facts = new LinkedHashMap<>(found.figures().facts());
    facts.put("method", weights.method.method.label());
    facts.put("weights", weights.weights.file.getFileName().toString());
    facts.put("data", weights.data.name());
    return facts;
  }
}
