package io.github.trec4j.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.SequentialModel;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReuseSettingsTest {
  private static final Model MODEL = new SequentialModel(SmallNetworks.spec());
  private static final Reuse KEEPING =
      new Reuse(9, 3, 5, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, true, 2, 3);
  private static final Reuse PER_SLICE =
      new Reuse(12, 2, 4, Sharing.PER_SLICE, Hashing.RANDOM, HashGradient.NONE, false, 0, 0);

  @TempDir private Path folder;

  private ReuseSettings settings(String json) {
    Path file = folder.resolve("settings.json");
    try {
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return ReuseSettings.read(file);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    ReuseSettings settings =
        new ReuseSettings(Map.of("conv1", Optional.of(KEEPING), "conv2", Optional.of(PER_SLICE)));
    Path file = folder.resolve("settings.json");
    settings.write(file);
    assertEquals(settings, ReuseSettings.read(file));
    ReuseSettings none = new ReuseSettings(Map.of("conv1", Optional.empty()));
    none.write(file);
    assertEquals(none, ReuseSettings.read(file));
  }

  @Test
  void defaultsAreFilledIn() {
    Reuse reuse =
        settings("{\"conv1\": {\"segment\": 9, \"bits\": 3}}")
            .convolutions()
            .get("conv1")
            .orElseThrow();
    assertEquals(
        new Reuse(9, 3, 8, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, false, 0, 0), reuse);
  }

  @Test
  void convolutionsThatAreNotNamedStayAsWritten() {
    NetworkSpec spec =
        settings("{\"conv1\": \"conventional\"}")
            .applyTo(MODEL, ReuseSettingsTest::noCompiler)
            .spec();
    assertTrue(((Op.Conv) spec.node("conv1").op()).reuse().isEmpty());
    assertEquals(MODEL.spec().node("conv2"), spec.node("conv2"));
  }

  private static ModelCompiler noCompiler() {
    throw new UserError("no compiler here");
  }

  @Test
  void whatTheClassHasNeedsNoCompiler() throws IOException {
    Model other =
        settings("{\"conv1\": \"conventional\"}").applyTo(MODEL, ReuseSettingsTest::noCompiler);
    assertEquals(0, other.open(Method.CONVENTIONAL, "small.c").readAllBytes().length);
    UserError error = assertThrows(UserError.class, () -> other.files(Method.TREC));
    assertEquals("no compiler here", error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"conv1\": {\"segments\": 9}} | [segments] is not segment with some of",
        "{\"conv1\": {\"bits\": 4}} | [bits] is not segment with some of",
        "{\"conv1\": {\"segment\": 9, \"bits\": 9}} | bits 9",
        "{\"conv1\": {\"segment\": 9, \"sharing\": \"ALL\"}} | ALL",
        "{\"conv1\": 3} | neither \"conventional\" nor an object",
        "{\"conv3\": \"conventional\"} | there are: conv1, conv2",
        "{\"fc3\": \"conventional\"} | no convolution fc3",
        "{\"conv1\": {\"segment\": 9, \"rank\": 99}} | a rank of 99 for",
        "{\"conv1\": {\"segment\": 4}} | these do: [1, 3, 9]",
        "[] | settings.json cannot be read"
      })
  void mistakesAreTold(String json, String part) {
    UserError error =
        assertThrows(
            UserError.class, () -> settings(json).applyTo(MODEL, ReuseSettingsTest::noCompiler));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
