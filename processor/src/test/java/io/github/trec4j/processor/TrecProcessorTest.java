package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrecProcessorTest {
  private static final String GOOD =
      """
      @TrecModel(input = @Input(height = 8, width = 8, channels = 3))
      class Good {
        @Dense(10) Layer logits;
      }
      """;

  private static final String BAD =
      """
      @TrecModel(input = @Input(height = 8, width = 8, channels = 3))
      class Bad {
        @Conv(filters = 0, kernel = 3) Layer conv1;
        @Dropout(2f) @Dense(10) @Relu @BatchNorm Layer logits;
      }
      """;

  @Test
  void aClassWithErrorsGetsAllOfThemAndTheNextOneItsOutput(@TempDir Path folder)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
      List<String> options = List.of("-d", folder.toString(), "-s", folder.toString());
      List<JavaFileObject> sources = List.of(Compilations.source(BAD), Compilations.source(GOOD));
      JavaCompiler.CompilationTask task =
          compiler.getTask(null, files, diagnostics, options, null, sources);
      task.setProcessors(List.of(new TrecProcessor()));
      assertFalse(task.call());
    }
    List<String> errors =
        diagnostics.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .map(diagnostic -> diagnostic.getMessage(Locale.ROOT).substring(0, 10))
            .toList();
    assertEquals(List.of("[TREC-020]", "[TREC-020]", "[TREC-026]"), errors);
    assertTrue(Files.exists(folder.resolve("test/GoodNetwork.java")));
    assertTrue(Files.exists(folder.resolve("test/good/conventional/good.c")));
    assertFalse(Files.exists(folder.resolve("test/BadNetwork.java")));
    assertFalse(Files.exists(folder.resolve("test/bad")));
  }

  @Test
  void compilingTwiceGivesTheSameBytes() {
    String model = Examples.CIFAR_NET;
    assertEquals(
        Compilations.generated(Compilations.compile(model, GOOD)),
        Compilations.generated(Compilations.compile(GOOD, model)));
  }

  @Test
  void aModelWithoutReuseHasOneSetOfFilesForAllMethods() {
    Compilation compilation = Compilations.compile(GOOD);
    assertThat(compilation).succeededWithoutWarnings();
    Set<String> files = Compilations.generated(compilation).keySet();
    assertEquals(
        new TreeSet<>(
            Set.of(
                "META-INF/services/io.github.trec4j.network.Model",
                "test/GoodNetwork.java",
                "test/good/conventional/good.c",
                "test/good/conventional/good.h",
                "test/good/conventional/good_internal.h",
                "test/good/conventional/kernels/trec4j_common.h",
                "test/good/conventional/kernels/trec4j_crc32.h",
                "test/good/conventional/kernels/trec4j_dense.h",
                "test/good/conventional/kernels/trec4j_quads.h",
                "test/good/conventional/kernels/trec4j_simd.h")),
        files);
    String java = Compilations.generated(compilation).get("test/GoodNetwork.java");
    assertTrue(java.contains("case TREC, DEEP_REUSE, CONVENTIONAL -> \"good/conventional/\""));
  }

  @Test
  void fieldsMayHaveTheNamesThatTheTrainerNeedsItself() {
    Compilation compilation =
        Compilations.compile(
            """
            @TrecModel(input = @Input(height = 8, width = 8, channels = 3))
            class Model {
              @Dense(10) @Relu Layer spec;
              @Dense(10) Layer specRelu;
              @Dense(10) Layer FINGERPRINT;
              @Dense(10) Layer layers;
              @Dense(10) Layer x;
              @Dense(10) Layer gradient;
            }
            """);
    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void aMisspeltLayerIsRecognized() {
    String model = GOOD.replace("@Dense(10)", "@Dense(10) @Droput(0.5f)");
    Compilation compilation = Compilations.compile(model);
    if (!annotationsAreKeptUnresolved()) {
      assertThat(compilation).hadErrorContaining("class Droput");
      assertThat(compilation).hadErrorCount(1);
      return;
    }
    assertThat(compilation)
        .hadErrorContaining(
            "[TREC-013] there is no layer @Droput, as written on logits; did you mean @Dropout?")
        .inFile(Compilations.source(model))
        .onLineContaining("@Droput");
    assertThat(compilation).hadErrorCount(2); // javac's own, too
  }

  @Test
  void aMisspeltLayerInABlockIsToldThereOnly() {
    String block = "@Block @interface Tail { class Layers { @MaxPool(2) @Rleu Layer pool; } }";
    Compilation compilation =
        Compilations.compile(GOOD.replace("@Dense", "@Tail Layer tail; @Dense"), block);
    if (annotationsAreKeptUnresolved()) {
      assertThat(compilation)
          .hadErrorContaining("no layer @Rleu, as written on pool; did you mean @Relu?")
          .inFile(Compilations.source(block));
    }
    assertThat(compilation).hadErrorCount(annotationsAreKeptUnresolved() ? 2 : 1); // javac's own
  }

  @Test
  void anUnknownLayerIsAnsweredWithAllThereAre() {
    String model = GOOD.replace("@Dense(10)", "@Softmax @Dense(10)");
    assertThat(Compilations.compile(model))
        .hadErrorContaining(
            annotationsAreKeptUnresolved()
                ? "there are @Add, @AvgPool, @BatchNorm, @Concat, @Conv, @Dense"
                : "class Softmax");
  }

  @Test
  void whatTheCompilerCannotResolveIsLeftToIt() {
    Compilation compilation =
        Compilations.compile(GOOD.replace("@Dense(10)", "@Dense(Elsewhere.UNITS)"));
    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("Elsewhere");
  }

  @Test
  void aConstantThatAnotherProcessorGeneratesIsWaitedFor() {
    String model = GOOD.replace("@Dense(10)", "@Dense(Sizes.UNITS)");
    Compilation compilation =
        compile(
            model,
            new FileMaker() {
              @Override
              void make() throws IOException {
                try (Writer writer =
                    processingEnv.getFiler().createSourceFile("test.Sizes").openWriter()) {
                  writer.write("package test; class Sizes { static final int UNITS = 12; }");
                }
              }
            });
    assertThat(compilation).succeeded();
    String header = Compilations.generated(compilation).get("test/good/conventional/good.h");
    assertTrue(header.contains("#define GOOD_LOGITS 12\n"), header);
  }

  @Test
  void aFileThatCannotBeWrittenIsAnError() {
    Compilation compilation =
        compile(
            GOOD,
            new FileMaker() {
              @Override
              void make() throws IOException {
                processingEnv
                    .getFiler()
                    .createResource(
                        StandardLocation.CLASS_OUTPUT, "test", "good/conventional/good.h")
                    .openWriter()
                    .close();
              }
            });
    assertThat(compilation)
        .hadErrorContaining(
            "[TREC-050] good/conventional/good.h, generated from Good, cannot be written: ")
        .inFile(Compilations.source(GOOD))
        .onLineContaining("class Good");
    assertThat(compilation).hadErrorCount(1);
  }

  /** Older compilers hide annotations that they cannot resolve; their own error must do. */
  private static boolean annotationsAreKeptUnresolved() {
    return Runtime.version().feature() >= 25;
  }

  private static Compilation compile(String model, FileMaker other) {
    return javac().withProcessors(other, new TrecProcessor()).compile(Compilations.source(model));
  }

  /** A processor that makes a file in its first round. */
  private abstract static class FileMaker extends AbstractProcessor {
    private boolean done;

    abstract void make() throws IOException;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        try {
          make();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }
}
