package io.github.trec4j.experiment;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.emulator.Measurement;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.spec.Method;
import io.github.trec4j.training.TrainedModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One trained model, measured: what it gets right in either arithmetic, and what its firmware does.
 *
 * @param method by which it was trained
 * @param data name of the data
 * @param testImages that accuracies were measured on
 * @param floatAccuracy 0 to 1
 * @param int8Accuracy 0 to 1
 * @param firmware what its firmware did
 */
public record Trial(
    Method method,
    String data,
    int testImages,
    double floatAccuracy,
    double int8Accuracy,
    Measurement firmware) {
  /**
   * The images that trials are measured with.
   *
   * @param name of the data
   * @param training to calibrate on
   * @param test to measure accuracy on
   * @param emulated test images that run as firmware
   */
  public record Images(String name, Dataset training, Dataset test, int emulated) {}

  /**
   * Quantises, builds firmware and measures.
   *
   * @param folder where the firmware goes
   * @throws io.github.trec4j.UserError if tools are missing or a program fails
   */
  public static Trial of(TrainedModel trained, Images images, Path folder) {
    QuantizedNetwork network = trained.quantize(images.training());
    return new Trial(
        trained.method(),
        images.name(),
        images.test().size(),
        trained.floatAccuracy(images.test()),
        TrainedModel.int8Accuracy(network, images.test()),
        Measurement.of(
            trained.model(),
            trained.method(),
            network,
            TrainedModel.someOf(images.test(), images.emulated()),
            folder));
  }

  /** Returns the facts for a program to read. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("method", method.label());
    facts.put("data", data);
    facts.put("testImages", testImages);
    facts.put("floatAccuracy", floatAccuracy);
    facts.put("int8Accuracy", int8Accuracy);
    facts.putAll(firmware.facts());
    return facts;
  }
}
