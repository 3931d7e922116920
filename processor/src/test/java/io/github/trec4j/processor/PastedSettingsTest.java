package io.github.trec4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.network.Model;
import io.github.trec4j.settings.ReuseAttributes;
import io.github.trec4j.settings.ReuseSettings;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Map<String, Optional<Reuse>> convolutions = new LinkedHashMap<>();
    convolutions.put(
        "first",
        Optional.of(
            new Reuse(8, 3, 5, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, true, 2, 4)));
    convolutions.put("second", Optional.empty());
    convolutions.put(
        "logits",
        Optional.of(
            new Reuse(6, 2, 4, Sharing.PER_SLICE, Hashing.RANDOM, HashGradient.NONE, false, 0, 0)));
    return new ReuseSettings(convolutions);
  }

  @Test
  void fingerprintsAreEqual() {
    String last = "@TrecConv(filters = 3, kernel = 1)";
    try (CompiledModels written =
        ModelCompilerTest.compiler().compile(source(WRITTEN, WRITTEN, last))) {
      Model model = written.named("Net");
      NetworkSpec chosen = settings().applyTo(model, ModelCompilerTest::compiler).spec();
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
      Model chosen = settings().applyTo(written.named("Net"), ModelCompilerTest::compiler);
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

  private static String text(Model model, Method method, String file) throws IOException {
    try (InputStream stream = model.open(method, file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String line(NetworkSpec spec, String convolution) {
    return ReuseAttributes.annotation((Op.Conv) spec.node(convolution).op());
  }
}
