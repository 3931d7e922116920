package io.github.trec4j.training;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.layers.Parameter;
import io.github.trec4j.network.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training needs to go on exactly: the network's weights with the optimiser's velocities,
 * the epochs that are done, and the settings it must go on with. Order, augmentation and dropout
 * follow from the seed and the epoch.
 */
final class Checkpoint {
  private static final String EPOCHS_DONE = "training.epochs";
  private static final String SETTINGS = "training.settings";
  private static final String VELOCITY = ".velocity";

  private Checkpoint() {}

  static Weights of(Network network, Sgd sgd, int epochsDone, String settings) {
    Weights weights = NetworkWeights.of(network);
    Map<String, Weights.Values> tensors = new HashMap<>(weights.tensors());
    for (Parameter parameter : sgd.parameters()) {
      float[] velocity = sgd.velocities().get(parameter.name()).clone();
      tensors.put(
          parameter.name() + VELOCITY, new Weights.Values(parameter.shape().clone(), velocity));
    }
    Map<String, String> metadata = new HashMap<>(weights.metadata());
    metadata.put(EPOCHS_DONE, Integer.toString(epochsDone));
    metadata.put(SETTINGS, settings);
    return new Weights(tensors, metadata);
  }

  /**
   * Puts everything back.
   *
   * @param file for messages
   * @return the epochs that are done
   * @throws UserError if this is no checkpoint, or one of another network or other settings
   */
  static int restore(Weights weights, String file, Network network, Sgd sgd, String settings) {
    NetworkWeights.restore(network, weights, file);
    String epochs = weights.metadata().get(EPOCHS_DONE);
    if (epochs == null || !epochs.matches("\\d{1,9}")) {
      throw new UserError(
          file + " holds weights but no state of a training: start from them with --init");
    }
    String found = weights.metadata().getOrDefault(SETTINGS, "");
    if (!found.equals(settings)) {
      throw new UserError(
          "%s was trained with %s, not with %s: resume with the same settings, or use --init"
              .formatted(file, found, settings));
    }
    restoreVelocities(weights, file, sgd.parameters(), sgd.velocities());
    return Integer.parseInt(epochs);
  }

  private static void restoreVelocities(
      Weights weights, String file, List<Parameter> parameters, Map<String, float[]> velocities) {
    for (Parameter parameter : parameters) {
      float[] velocity = velocities.get(parameter.name());
      Weights.Values found = weights.tensors().get(parameter.name() + VELOCITY);
      if (found == null || found.values().length != velocity.length) {
        throw new UserError(
            "%s holds no velocity of %s: start from its weights with --init"
                .formatted(file, parameter.name()));
      }
      System.arraycopy(found.values(), 0, velocity, 0, velocity.length);
    }
  }
}
