package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.api.Test;

class NotesTest {
  @Test
  void aFittingModelIsToldItsSizesByEachMethod() {
    Compilation compilation = Compilations.compile(Examples.CIFAR_NET);
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation)
        .hadNoteContaining("[TREC-041] CifarNet fits STM32F469NI: trec: flash ")
        .inFile(Compilations.source(Examples.CIFAR_NET))
        .onLineContaining("class CifarNet");
    assertThat(compilation).hadNoteContaining("; conventional: flash ");
    assertThat(compilation).hadNoteCount(1);
  }

  @Test
  void reuseThatCannotPayIsToldWithItsNumbers() {
    String model =
        """
        @TrecModel(input = @Input(height = 8, width = 8, channels = 1))
        class Tiny {
          @TrecConv(filters = 2, kernel = 1, bits = 8) Layer conv1;
          @Dense(10) Layer logits;
        }
        """;
    Compilation compilation = Compilations.compile(model);
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation)
        .hadNoteContaining("[TREC-042] reuse in conv1 can make it no faster")
        .inFile(Compilations.source(model))
        .onLineContaining("conv1");
    assertThat(compilation).hadNoteCount(2);
  }
}
