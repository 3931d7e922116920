package io.github.trec4j.experiment;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.emulator.Measurement;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.spec.Method;
import io.github.trec4j.training.TrainedModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One trained model, measured: what it gets right in either arithmetic, and what its firmware does.
 *
 * @param method by which it was trained
 * @param accuracies on the test images
 * @param firmware what its firmware did
 */
public record Trial(Method method, Accuracies accuracies, Measurement firmware) {
  /** Name of the fact that says how a network was trained. */
  static final String METHOD = "method";

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
        new Accuracies(
            images.name(),
            images.test().size(),
            trained.floatAccuracy(images.test()),
            TrainedModel.int8Accuracy(network, images.test())),
        firmware(trained, network, images, folder));
  }

  /**
   * Builds firmware and measures it, and nothing else.
   *
   * @param network the quantised model
   * @param folder where the firmware goes
   * @throws io.github.trec4j.UserError if tools are missing or a program fails
   */
  public static Measurement firmware(
      TrainedModel trained, QuantizedNetwork network, Images images, Path folder) {
    List<byte[]> chosen = TrainedModel.someOf(images.test(), images.emulated());
    return Measurement.of(trained.model(), trained.method(), network, chosen, folder);
  }

  /** Returns the facts for a program to read. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(METHOD, method.label());
    facts.putAll(accuracies.facts());
    facts.putAll(firmware.figures().facts());
    return facts;
  }
}
