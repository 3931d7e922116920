package io.github.trec4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.compile.ModelCompiler;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A few random networks in every test run; {@code ./trec fuzz} tries as many as you like. */
class FuzzerTest {
  private static final long SEED = 1000;
  private static final int CASES = 16;

  /** As many as hold the rarest member. */
  private static final int MODELS = 600;

  @Test
  void randomNetworksAgreeInEveryByte() {
    Path built = Path.of("..", "processor", "target");
    Fuzzer fuzzer = new Fuzzer(ModelCompiler.of(built.resolve("classes"), built.resolve("lib")));
    Set<Long> done = ConcurrentHashMap.newKeySet();
    assertEquals(List.of(), fuzzer.run(SEED, CASES, (seed, failure) -> done.add(seed)));
    assertEquals(CASES, done.size());
  }

  @Test
  void modelsRepeatAndHoldEverything() {
    StringBuilder all = new StringBuilder();
    Set<String> texts = new HashSet<>();
    for (long seed = 0; seed < MODELS; seed++) {
      assertEquals(RandomModel.of(seed), RandomModel.of(seed));
      texts.add(RandomModel.of(seed).text());
      all.append(RandomModel.of(seed).text());
    }
    assertEquals(MODELS, texts.size());
    for (String annotation :
        List.of(
            "@From",
            "@Add",
            "@Concat",
            "@Conv",
            "@TrecConv",
            "@DepthwiseConv",
            "@Dense",
            "@BatchNorm",
            "@Relu",
            "@MaxPool",
            "@AvgPool",
            "@GlobalAvgPool",
            "@Dropout",
            "@Block0(filters = 2, ",
            "@Block0(filters = FILTERS, ",
            "Form.DIRECT",
            "Form.WINOGRAD)",
            "Form.WINOGRAD_ON_THE_FLY",
            "PER_SLICE",
            "RANDOM",
            "keep",
            "rank",
            "reassign = true",
            "kernel = {",
            "value = {",
            "stride = {",
            "pad = {",
            "Padding.SAME")) {
      assertTrue(all.indexOf(annotation) >= 0, annotation);
    }
  }
}
