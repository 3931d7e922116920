package io.github.trec4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Safetensors;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.SequentialModel;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.network.SpecNetwork;
import io.github.trec4j.spec.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file of weights says about the training that made it. */
final class TrainedModelTest {
  private static final Model MODEL = new SequentialModel(SmallNetworks.spec());
  private static final Weights WEIGHTS =
      NetworkWeights.of(new SpecNetwork(SmallNetworks.spec(), Compute.withThreads(1), 1));

  @TempDir Path folder;

  @Test
  void seedIsReadAgain() {
    assertEquals(Optional.of(-7L), read(WEIGHTS.withFact("seed", "-7")).seed());
    assertEquals(Optional.empty(), read(WEIGHTS).seed());
  }

  @Test
  void seedThatIsNoNumberIsNamed() {
    Weights seven = WEIGHTS.withFact("seed", "seven");
    UserError whenRead = assertThrows(UserError.class, () -> read(seven));
    assertEquals(
        folder.resolve("w") + ": the seed is seven, no number: train it anew",
        whenRead.getMessage());
    TrainedModel made = new TrainedModel(MODEL, Method.TREC, seven);
    UserError whenAsked = assertThrows(UserError.class, made::seed);
    assertEquals(
        "trec weights: the seed is seven, no number: train it anew", whenAsked.getMessage());
  }

  @Test
  void fileThatLacksTensorsIsNamed() {
    TrainedModel bare = read(new Weights(Map.of(), WEIGHTS.metadata()));
    UserError lacking = assertThrows(UserError.class, bare::network);
    assertTrue(
        lacking.getMessage().startsWith(folder.resolve("w") + " holds no tensor "),
        lacking.getMessage());
  }

  @Test
  void fileWithoutFingerprintIsNamed() {
    UserError unknown =
        assertThrows(UserError.class, () -> read(new Weights(WEIGHTS.tensors(), Map.of())));
    assertTrue(
        unknown
            .getMessage()
            .startsWith(folder.resolve("w") + " holds weights without a fingerprint, of no"),
        unknown.getMessage());
  }

  private TrainedModel read(Weights weights) {
    Path file = folder.resolve("w");
    Safetensors.write(file, weights);
    return TrainedModel.read(MODEL, file);
  }
}
