package io.github.trec4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.math.Compute;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.network.SpecNetwork;
import io.github.trec4j.network.TestNetworks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of weights: round trips, and every way in which one can be broken. */
final class SafetensorsTest {
  private static final Weights WEIGHTS =
      new Weights(
          Map.of(
              "a.weights", new Weights.Values(new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6}),
              "b", new Weights.Values(new int[] {1}, new float[] {-0f})),
          Map.of("model", "Ä \"quoted\""));

  @TempDir Path folder;

  @Test
  void readsWhatItWrote() {
    Path file = folder.resolve("sub/w.safetensors");
    Safetensors.write(file, WEIGHTS);
    Weights read = Safetensors.read(file);
    assertEquals(WEIGHTS.metadata(), read.metadata());
    assertEquals(WEIGHTS.tensors().keySet(), read.tensors().keySet());
    assertArrayEquals(new int[] {2, 3}, read.tensors().get("a.weights").shape());
    assertArrayEquals(WEIGHTS.get("a.weights"), read.get("a.weights"));
    assertArrayEquals(WEIGHTS.get("b"), read.get("b"));
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(file, WEIGHTS);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      UserError error =
          assertThrows(UserError.class, () -> Safetensors.read(part, "w.safetensors"));
      assertTrue(
          error.getMessage().contains("w.safetensors is not a whole safetensors file"),
          error.getMessage());
    }
  }

  @Test
  void damagedHeadersAreRefused() throws IOException {
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(file, WEIGHTS);
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    for (String[] change :
        new String[][] {
          {"F32", "F16"},
          {"[2,3]", "[2,4]"},
          {"[0,24]", "[8,24]"},
          {"\"shape\"", "\"shope\""},
          {"[0,24]", "[-8,8"},
          {"{\"dtype\"", "[\"dtype\""},
          {"[2,3]", "[\"\"]"}
        }) {
      assertTrue(text.contains(change[0]), change[0]);
      byte[] changed = text.replace(change[0], change[1]).getBytes(StandardCharsets.ISO_8859_1);
      assertThrows(UserError.class, () -> Safetensors.read(changed, "w"), change[1]);
    }
  }

  @Test
  void missingFileIsNamed() {
    UserError error =
        assertThrows(UserError.class, () -> Safetensors.read(folder.resolve("none.safetensors")));
    assertTrue(error.getMessage().contains("none.safetensors"), error.getMessage());
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    Compute compute = Compute.withThreads(1);
    SpecNetwork small = new SpecNetwork(SmallNetworks.spec(), compute, 1);
    SpecNetwork cifar = new SpecNetwork(TestNetworks.cifarNet(), compute, 1);
    Weights foreign = NetworkWeights.of(cifar);
    for (Runnable action :
        new Runnable[] {
          () -> NetworkWeights.restore(small, foreign, "cifar.safetensors"),
          () -> NetworkWeights.initialize(small, foreign, "cifar.safetensors")
        }) {
      UserError error = assertThrows(UserError.class, action::run);
      assertTrue(
          error.getMessage().contains("cifar.safetensors was trained for CifarNet"),
          error.getMessage());
    }
  }

  @Test
  void missingTensorIsNamed() {
    SpecNetwork small = new SpecNetwork(SmallNetworks.spec(), Compute.withThreads(1), 1);
    Weights empty = new Weights(Map.of(), NetworkWeights.of(small).metadata());
    UserError error =
        assertThrows(UserError.class, () -> NetworkWeights.restore(small, empty, "w"));
    assertTrue(error.getMessage().contains("w holds no tensor conv1.weights"));
  }
}
