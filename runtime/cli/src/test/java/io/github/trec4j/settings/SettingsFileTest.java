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
import io.github.trec4j.network.TestNetworks;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.spec.op.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  private static final Model MODEL = new SequentialModel(SmallNetworks.spec());
  private static final Reuse KEEPING =
      Reuse.builder(9).bits(3).maxClusters(5).reassign(true).keep(2).rank(3).build();
  private static final Reuse PER_SLICE =
      Reuse.builder(12).bits(2).sharing(Sharing.PER_SLICE).hashing(Hashing.RANDOM).build();

  @TempDir private Path folder;

  private ReuseSettings settings(String json) {
    Path file = folder.resolve("settings.json");
    try {
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return SettingsFile.read(file);
  }

  private Model applied(String json) {
    return ModelWithSettings.of(MODEL, settings(json), SettingsFileTest::noCompiler);
  }

  private static ModelCompiler noCompiler() {
    throw new UserError("no compiler here");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    ReuseSettings settings =
        ReuseSettings.AS_WRITTEN
            .with("conv1", Optional.of(KEEPING))
            .with("conv2", Optional.of(PER_SLICE))
            .with("conv3", Optional.empty());
    Path file = folder.resolve("settings.json");
    SettingsFile.write(file, settings);
    assertEquals(settings, SettingsFile.read(file));
  }

  @Test
  void defaultsAreFilledIn() {
    assertEquals(
        ReuseSettings.AS_WRITTEN.with("conv1", Optional.of(Reuse.builder(9).build())),
        settings("{\"conv1\": {\"segment\": 9}}"));
  }

  @Test
  void everyAttributeIsRead() {
    ReuseSettings read =
        settings(
            """
            {"conv1": {"segment": 9, "bits": 3, "maxClusters": 5, "reassign": true, "keep": 2,
                "rank": 3},
             "conv2": {"segment": 12, "bits": 2, "sharing": "PER_SLICE", "hashing": "RANDOM"},
             "conv3": {"segment": 4, "hashGradient": "PAPER"}}
            """);
    Reuse paper = Reuse.builder(4).hashGradient(HashGradient.PAPER).build();
    assertEquals(
        ReuseSettings.AS_WRITTEN
            .with("conv1", Optional.of(KEEPING))
            .with("conv2", Optional.of(PER_SLICE))
            .with("conv3", Optional.of(paper)),
        read);
  }

  @Test
  void settingsInOneLineReadAsTheyAlwaysDid() {
    NetworkSpec spec =
        TestNetworks.cifarNet(
            Optional.of(Reuse.builder(15).bits(4).keep(6).build()), Optional.empty());
    assertEquals(
        "conv1 segment = 15, bits = 4, keep = 6; conv2 conventional", SettingsText.of(spec));
    assertEquals("conv1 segment = 15, bits = 4, keep = 6", SettingsText.reusing(spec));
    assertEquals("no reuse", SettingsText.of(spec.with(Method.CONVENTIONAL)));
  }

  @Test
  void convolutionsThatAreNotNamedStayAsWritten() {
    NetworkSpec spec = applied("{\"conv1\": \"conventional\"}").spec();
    assertTrue(spec.convolution("conv1").ifReusing().isEmpty());
    assertEquals(MODEL.spec().node("conv2"), spec.node("conv2"));
  }

  @Test
  void whatTheClassHasNeedsNoCompiler() throws IOException {
    Model other = applied("{\"conv1\": \"conventional\"}");
    assertEquals(0, other.open(Method.CONVENTIONAL, "small.c").readAllBytes().length);
    UserError error = assertThrows(UserError.class, () -> other.files(Method.TREC));
    assertEquals("no compiler here", error.getMessage());
  }

  @Test
  void allMistakesOfAConvolutionAreTold() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> settings("{\"conv1\": {\"segment\": 300, \"bits\": 9, \"keep\": -1}}"));
    assertEquals(3, error.getMessage().lines().count(), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"conv1\": {\"segments\": 9}} | segment is missing",
        "{\"conv1\": {\"bits\": 4}} | segment is missing",
        "{\"conv1\": {\"segment\": 9, \"bits\": 9}} | json, conv1: bits of @TrecConv must be at least 1"
            + " and at most 8, but is 9; change it",
        "{\"conv1\": {\"segment\": 257}} | segment of @TrecConv must be at least 1 and at most 256, but"
            + " is 257; change it",
        "{\"conv1\": {\"segment\": 0}} | segment of @TrecConv must be at least 1 and",
        "{\"conv1\": {\"segment\": 9, \"keep\": -1}} | keep of @TrecConv must be at least 0 and at most 255",
        "{\"conv1\": {\"segment\": 9, \"rank\": 4096}} | rank of @TrecConv must be at least 0 and at most"
            + " 4095",
        "{\"conv1\": {\"segment\": 9, \"maxClusters\": 257}} | maxClusters of @TrecConv must be at",
        "{\"conv1\": {\"segment\": \"9\"}} | segment of @TrecConv must be a whole number below 2^31, but is"
            + " 9; change it",
        "{\"conv1\": {\"segment\": 9.5}} | must be a whole number below 2^31, but is 9.5",
        "{\"conv1\": {\"segment\": 4294967305}} | must be a whole number below 2^31, but is 4294967305",
        "{\"conv1\": {\"segment\": null}} | must be a whole number below 2^31, but is null",
        "{\"conv1\": {\"segment\": 9, \"reassign\": 1}} | reassign of @TrecConv must be true or false, but"
            + " is 1; change it",
        "{\"conv1\": {\"segment\": 9, \"reassign\": \"true\"}} | must be true or false, but is true",
        "{\"conv1\": {\"segment\": 9, \"sharing\": \"ALL\"}} | sharing of @TrecConv must be one of [SHARED,"
            + " PER_SLICE], but is ALL; change it",
        "{\"conv1\": {\"segment\": 9, \"sharing\": 1}} | must be one of [SHARED, PER_SLICE], but is 1",
        "{\"conv1\": {\"segment\": 9, \"bits\": 4, \"maxClusters\": 17}} | conv1: maxClusters is 17, but 4"
            + " bits tell no more than 16 clusters apart; lower it, or use 0 for all",
        "{\"conv1\": {\"segment\": 9, \"hashing\": \"RANDOM\", \"hashGradient\": \"PAPER\"}} | conv1: random"
            + " hash vectors never change, but hashGradient is PAPER; use Hashing.LEARNED or",
        "{\"conv1\": {\"segment\": 9, \"keep\": 9}} | conv1: keep is 9, but a segment of 9 values has no"
            + " directions left to cluster beyond 8",
        "{\"conv1\": {\"segment\": 9, \"sharing\": \"PER_SLICE\", \"keep\": 2}} | keep stands beside"
            + " Sharing.PER_SLICE; remove one of them",
        "{\"conv1\": {\"segment\": 9, \"hashing\": \"RANDOM\", \"rank\": 2}} | rank stands beside"
            + " Hashing.RANDOM; remove one of them",
        "{\"conv1\": 3} | neither \"conventional\" nor an object",
        "{\"conv3\": \"conventional\"} | there are: conv1, conv2",
        "{\"fc3\": \"conventional\"} | no convolution fc3",
        "{\"conv1\": {\"segment\": 9, \"rank\": 99}} | conv1: rank is 99, but 8 filters are combinations of at most 7",
        "{\"conv1\": {\"segment\": 4}} | conv1: a shared segment must divide the input's channels, or"
            + " be a row run of kernel columns * channels, but segment is 4 for an input of 12x12x3; the"
            + " nearest that do: 1, 3, 9",
        "[] | settings.json cannot be read as a JSON object (it does not begin with {): check the path",
        "null | settings.json cannot be read as a JSON object (it does not begin with {)",
        "{\"conv1\": \"conventional\"} {} | (it goes on behind its object): check the path",
        "{\"conv1\": null} | null is neither \"conventional\" nor an object",
        "{\"conv1\": \"conventional\", \"conv1\": {}} | Duplicate key (key 'conv1') in line 1, column"
      })
  void mistakesAreTold(String json, String part) {
    UserError error = assertThrows(UserError.class, () -> applied(json));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
