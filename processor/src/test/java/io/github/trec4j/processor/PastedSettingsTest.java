package io.github.trec4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.network.Model;
import io.github.trec4j.settings.ModelWithSettings;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.spec.op.Reuse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Weights trained with a settings file fit the class that the settings were pasted into. */
class PastedSettingsTest {
  private static final String WRITTEN =
      "@TrecConv(filters = 6, kernel = 3, stride = 2, pad = 1, bias = false)";

  private static ModelSource source(String first, String second, String third) {
    String text =
        """
        package made;
        import io.github.trec4j.dsl.*;
        @TrecModel(input = @Input(height = 16, width = 16, channels = 8))
        public final class Net {
          %s Layer first;
          %s Layer second;
          %s @GlobalAvgPool Layer logits;
        }
        """
            .formatted(first, second, third);
    return new ModelSource("made.Net", text);
  }

  private static ReuseSettings settings() {
    Reuse first = Reuse.builder(8).bits(3).maxClusters(5).reassign(true).keep(2).rank(4).build();
    Reuse last =
        Reuse.builder(6).bits(2).sharing(Sharing.PER_SLICE).hashing(Hashing.RANDOM).build();
    return ReuseSettings.AS_WRITTEN
        .with("first", Optional.of(first))
        .with("second", Optional.empty())
        .with("logits", Optional.of(last));
  }

  @Test
  void fingerprintsAreEqual() {
    String last = "@TrecConv(filters = 3, kernel = 1)";
    try (CompiledModels written =
        ModelCompilerTest.compiler().compile(source(WRITTEN, WRITTEN, last))) {
      Model model = written.named("Net");
      NetworkSpec chosen = model.spec().with(settings());
      ModelSource source =
          source(line(chosen, "first"), line(chosen, "second"), line(chosen, "logits"));
      try (CompiledModels pasted = ModelCompilerTest.compiler().compile(source)) {
        assertEquals(chosen.fingerprint(), pasted.named("Net").spec().fingerprint());
        assertNotEquals(model.spec().fingerprint(), chosen.fingerprint());
      }
    }
  }

  @Test
  void firmwareOfSettingsIsThatOfTheClassPasted() throws IOException {
    String last = "@TrecConv(filters = 3, kernel = 1) @BatchNorm(momentum = 0.3f) @Relu";
    try (CompiledModels written =
        ModelCompilerTest.compiler().compile(source(WRITTEN, WRITTEN, last))) {
      Model chosen =
          ModelWithSettings.of(written.named("Net"), settings(), ModelCompilerTest::compiler);
      NetworkSpec spec = chosen.spec();
      String rest = " @BatchNorm(momentum = 0.3f) @Relu";
      ModelSource source =
          source(line(spec, "first"), line(spec, "second"), line(spec, "logits") + rest);
      try (CompiledModels compiled = ModelCompilerTest.compiler().compile(source)) {
        Model pasted = compiled.named("Net");
        for (Method method : Method.values()) {
          assertEquals(pasted.files(method), chosen.files(method));
          for (String file : pasted.files(method)) {
            assertEquals(text(pasted, method, file), text(chosen, method, file), file);
          }
        }
      }
    }
  }

  @Test
  void firmwareOfSettingsInBlocksIsOfTheSameNetwork() throws IOException {
    ReuseSettings settings =
        ReuseSettings.AS_WRITTEN
            .with("stem", Optional.empty())
            .with("same.fire.left", Optional.of(Reuse.builder(4).bits(3).build()));
    try (CompiledModels written =
        ModelCompilerTest.compiler().compile(GeneratedGraphTest.sources())) {
      Model model = written.named("Graph");
      Model chosen = ModelWithSettings.of(model, settings, ModelCompilerTest::compiler);
      assertNotEquals(model.spec().fingerprint(), chosen.spec().fingerprint());
      String header = text(chosen, Method.TREC, "graph.h");
      assertTrue(header.contains("0x" + chosen.spec().fingerprint() + "ULL"), header);
    }
  }

  private static String text(Model model, Method method, String file) throws IOException {
    try (InputStream stream = model.open(method, file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String line(NetworkSpec spec, String convolution) {
    return spec.convolution(convolution).attributes().source();
  }
}
