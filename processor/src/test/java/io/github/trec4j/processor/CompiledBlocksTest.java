package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.auto.service.processor.AutoServiceProcessor;
import com.google.testing.compile.Compilation;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that were compiled before the models that use them, as those of libraries are. */
class CompiledBlocksTest {
  private static final String WIDE =
      """
      @Block @interface Wide {
        int out();
        int OUT = Block.A;
        class Layers { @Conv(filters = OUT, kernel = 3) Layer conv; @MaxPool(2) Layer pool; }
      }
      """;

  @TempDir Path folder;

  @Test
  void theyGiveTheSameNetwork() throws IOException {
    Compilation together = Compilations.compile(Examples.GRAPH, Examples.FIRE, Examples.SAME);
    compileBlocks(Examples.FIRE, Examples.SAME);
    Compilation apart = compile(Examples.GRAPH);
    assertThat(apart).succeededWithoutWarnings();
    assertEquals(Compilations.generated(together), Compilations.generated(apart));
  }

  @Test
  void mistakesInThemAreToldAtTheirUse() throws IOException {
    compileBlocks(WIDE);
    String model =
        """
        @TrecModel(input = @Input(height = 5, width = 5, channels = 3)) class Tiny {
          @Wide(out = 4) Layer first;
          @Wide(out = 0)
          Layer second;
          @Dense(2) Layer logits;
        }
        """;
    assertThat(compile(model))
        .hadErrorContaining("filters of @Conv must be at least 1 and at most 4096, but is 0")
        .inFile(Compilations.source(model))
        .onLineContaining("out = 0");
    String late = model.replace("0", "6");
    Compilation compilation = compile(late);
    assertThat(compilation)
        .hadErrorContaining("second.conv has one of 3x3 over 1x1x4")
        .inFile(Compilations.source(late))
        .onLineContaining("@Wide(out = 6)");
    assertThat(compilation).hadErrorCount(1);
  }

  @Test
  void whatIsWrongInThemByThemselvesIsToldAtTheirFirstUse() throws IOException {
    compileBlocks(WIDE.replace("@MaxPool(2)", "@From(\"cnv\") @Relu").replace("= OUT", "= 4"));
    String model =
        """
        @TrecModel(input = @Input(height = 5, width = 5, channels = 3)) class Tiny {
          @Wide(out = 4) Layer first;
          @Wide(out = 4) Layer second;
          @Dense(2) Layer logits;
        }
        """;
    Compilation compilation = compile(model);
    assertThat(compilation).hadErrorCount(2);
    for (String text : List.of("no layer cnv, as pool reads", "no layer of @Wide is given out")) {
      assertThat(compilation)
          .hadErrorContaining(text)
          .inFile(Compilations.source(model))
          .onLineContaining("first");
    }
  }

  @Test
  void aBlockAloneIsChecked() {
    Compilation compilation = Compilations.compile(WIDE.replace("= OUT", "= OUT + 1"));
    assertThat(compilation).hadErrorContaining("[TREC-085]");
    assertThat(compilation).hadErrorContaining("[TREC-084]");
    assertThat(compilation).hadErrorCount(2);
  }

  /** Compiles blocks as a library does that knows nothing of the processor. */
  private void compileBlocks(String... blocks) throws IOException {
    Compilation compilation = javac().compile(Stream.of(blocks).map(Compilations::source).toList());
    assertThat(compilation).succeeded();
    for (JavaFileObject file : compilation.generatedFiles()) {
      Path path = folder.resolve(file.getName().replaceFirst("^/CLASS_OUTPUT/", ""));
      Files.createDirectories(path.getParent());
      try (InputStream stream = file.openInputStream()) {
        Files.write(path, stream.readAllBytes());
      }
    }
  }

  private Compilation compile(String model) {
    String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator, 0);
    List<File> places =
        Stream.concat(Arrays.stream(classPath).map(File::new), Stream.of(folder.toFile())).toList();
    return javac()
        .withProcessors(new TrecProcessor(), new AutoServiceProcessor())
        .withClasspath(places)
        .compile(Compilations.source(model));
  }
}
