package io.github.trec4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.network.Model;
import io.github.trec4j.settings.ModelWithSettings;
import io.github.trec4j.settings.SettingsFile;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.training.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The weights that lie beside the models are read, each by its model, settings and method. */
class ShippedWeightsTest {
  private static final Path WEIGHTS = Path.of("weights");
  private static final Path SETTINGS = Path.of("settings");

  @ParameterizedTest
  @CsvSource({
    "cifarnet-conventional, CONVENTIONAL, ",
    "cifarnet-trec, TREC, ",
    "cifarnet-ninth, TREC, cifarnet-ninth.json",
    "squeezenet-conventional, CONVENTIONAL, ",
    "squeezenet-trec, TREC, "
  })
  void areTheirModels(String name, Method method, String settings) {
    Model model =
        name.startsWith("cifarnet")
            ? new CifarNetNetwork.Provider()
            : new SqueezeNetNetwork.Provider();
    ReuseSettings chosen =
        Optional.ofNullable(settings)
            .map(file -> SettingsFile.read(SETTINGS.resolve(file)))
            .orElse(ReuseSettings.AS_WRITTEN);
    Model applied =
        ModelWithSettings.of(
            model,
            chosen,
            () -> {
              throw new AssertionError("reading weights compiles nothing");
            });
    TrainedModel read = TrainedModel.read(applied, WEIGHTS.resolve(name + ".safetensors"));
    assertEquals(method, read.method());
    assertTrue(read.network().layers().size() > 2);
  }

  @Test
  void allAreTested() throws IOException {
    try (Stream<Path> files = Files.list(WEIGHTS)) {
      assertEquals(5, files.count());
    }
  }
}
