package io.github.trec4j.models;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.compile.ModelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A network whose weights are more than a chip holds must not compile for it. */
class BareChipTest {
  private static final Path SOURCE =
      Path.of("src", "main", "java", "io", "github", "trec4j", "models", "ResNet34.java");
  private static final Pattern EXTERNAL_MEMORY =
      Pattern.compile("customBoard =.*?}\\),", Pattern.DOTALL);

  @Test
  void resNet34IsAnErrorWithoutExternalMemory() throws IOException {
    String text = EXTERNAL_MEMORY.matcher(Files.readString(SOURCE)).replaceFirst("");
    assertTrue(text.contains("@Input(height = 64, width = 64, channels = 3),"), text);
    Path built = Path.of("..", "processor", "target");
    ModelCompiler compiler = ModelCompiler.of(built.resolve("classes"), built.resolve("lib"));
    ModelSource bare =
        new ModelSource("io.github.trec4j.models.Bare", text.replace("ResNet34", "Bare"));
    String said = assertThrows(UserError.class, () -> compiler.compile(bare)).getMessage();
    assertTrue(said.contains("Bare does not fit STM32F469NI: it needs "), said);
    assertTrue(said.contains(" bytes of flash and there are 2,097,152"), said);
    assertTrue(said.contains("parameters, program (set aside)"), said);
  }
}
