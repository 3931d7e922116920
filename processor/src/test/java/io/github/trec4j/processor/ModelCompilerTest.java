package io.github.trec4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime compiles models of its own; only here both it and the processor are at hand. */
class ModelCompilerTest {
  /** Returns a compiler that finds the processor on the tests' own class path. */
  static ModelCompiler compiler() {
    String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator);
    return new ModelCompiler(Arrays.stream(classPath).map(Path::of).toList());
  }

  private static ModelSource source(String name, int filters) {
    String text =
        """
        package made;
        import io.github.trec4j.dsl.*;
        @TrecModel(input = @Input(height = 4, width = 4, channels = 2))
        public final class %s {
          @Conv(filters = %d, kernel = 3) Layer conv;
          @GlobalAvgPool Layer logits;
        }
        """
            .formatted(name, filters);
    return new ModelSource("made." + name, text);
  }

  @Test
  void compilesSeveralModelsAtOnce() throws IOException {
    List<ModelSource> sources = List.of(source("Five", 5), source("Six", 6));
    try (CompiledModels models = compiler().compile(sources)) {
      assertEquals(2, models.all().size());
      assertEquals(5, models.named("Five").spec().classes());
      Model six = models.named("Six");
      assertEquals(6, six.spec().classes());
      try (InputStream c = six.open(Method.CONVENTIONAL, "six.c")) {
        assertTrue(c.readAllBytes().length > 0);
      }
    }
  }

  @Test
  void mistakesAreTold() {
    UserError error =
        assertThrows(UserError.class, () -> compiler().compile(source("Wrong", 0)).close());
    assertTrue(error.getMessage().contains("[TREC-020] filters of @Conv"), error.getMessage());
  }

  @Test
  void aCheckoutMustBeBuilt(@TempDir Path empty) {
    UserError error = assertThrows(UserError.class, () -> ModelCompiler.of(empty, empty));
    assertTrue(error.getMessage().contains("mvn package"), error.getMessage());
  }
}
