package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void layersThatNothingIsMadeOfAreAWarning() {
    String source =
        """
        class Forgotten {
          int number;
          @Relu
          Layer first;
          @Dense(10) Layer logits;
        }
        """;
    Compilation compilation = Compilations.compile(source);
    assertThat(compilation).hadWarningCount(1);
    assertThat(compilation)
        .hadWarningContaining(
            "[TREC-009] layers belong to a model or a block, but Forgotten, with @Relu on first, is"
                + " neither, so nothing is generated; add @TrecModel to it")
        .inFile(Compilations.source(source))
        .onLineContaining("@Relu");
  }

  @Test
  void layersOfAnAnnotationThatIsNoBlockAreAWarning() {
    Compilation compilation =
        Compilations.compile("@interface Fire { final class Layers { @Relu Layer out; } }");
    assertThat(compilation).hadWarningCount(1);
    assertThat(compilation).hadWarningContaining("but Layers, with @Relu on out, is neither");
  }

  @Test
  void everyMemoryThatIsUsedIsTold() {
    Compilation compilation =
        Compilations.compile(
            """
            @TrecModel(
                input = @Input(height = 64, width = 64, channels = 3),
                board = Board.STM32F469I_DISCO)
            class Large {
              @Dense(200) Layer hidden;
              @Dense(10) Layer logits;
            }
            """);
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation)
        .hadNoteContaining(
            "Large fits STM32F469I_DISCO: flash 7,964 of 2,097,152 bytes, RAM 14,546 of 327,680,"
                + " QSPI 2,459,200 of 16,777,216");
  }

  @Test
  void aBoardOfOnesOwnIsWrittenWithItsMemories() {
    Compilation compilation =
        Compilations.compile(
            """
            @TrecModel(
                input = @Input(height = 8, width = 8, channels = 3),
                customBoard = @BoardSpec(name = "own", clockMhz = 80, memories = {
                    @Memory(name = "flash", kind = MemoryKind.FLASH, origin = 0x08000000L,
                        kib = 2048, waitStates = 5),
                    @Memory(name = "SDRAM", kind = MemoryKind.RAM, origin = 0xC0000000L, kib = 8)}))
            class Tiny {
              @Dense(10) Layer logits;
            }
            """);
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation).hadNoteContaining("Tiny fits own: flash ");
    String text = Compilations.generated(compilation).toString();
    assertTrue(
        text.replaceAll("\\s+", " ")
            .contains("new BoardMemory(\"SDRAM\", MemoryKind.RAM, 3221225472L, 8192, 0)"),
        text);
  }

  /** A network whose first layer has so few filters that tables cost more than they save. */
  private static String tiny(String convolution) {
    return """
        @TrecModel(input = @Input(height = 8, width = 8, channels = 1))
        class Tiny {
          %s Layer conv1;
          @Dense(10) Layer logits;
        }
        """
        .formatted(convolution);
  }

  @Test
  void reuseThatCannotPayIsToldWithItsNumbers() {
    String model = tiny("@TrecConv(filters = 2, kernel = 1, bits = 8)");
    Compilation compilation = Compilations.compile(model);
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation)
        .hadNoteContaining("[TREC-042] reuse in conv1 may make it no faster: about ")
        .inFile(Compilations.source(model))
        .onLineContaining("conv1");
    assertThat(compilation).hadNoteContaining("with all 64 clusters in use");
    assertThat(compilation).hadNoteCount(2);
  }

  @Test
  void reuseThatMustPayIsLeftOutWhereItCannot() {
    String model = tiny("@TrecConv(filters = 2, kernel = 1, bits = 8, when = Reusing.PROFITABLE)");
    Compilation compilation = Compilations.compile(model);
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation)
        .hadNoteContaining("[TREC-043] conv1 is compiled as @Conv, as when = PROFITABLE asks")
        .inFile(Compilations.source(model))
        .onLineContaining("conv1");
    Compilation plain = Compilations.compile(tiny("@Conv(filters = 2, kernel = 1)"));
    assertEquals(Compilations.generated(plain), Compilations.generated(compilation));
  }

  @Test
  void reuseThatMustPayIsKeptWhereItDoes() {
    String must = Examples.CIFAR_NET.replace("bits = ", "when = Reusing.PROFITABLE, bits = ");
    assertNotEquals(Examples.CIFAR_NET, must);
    Compilation compilation = Compilations.compile(must);
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation).hadNoteCount(1);
    Compilation always = Compilations.compile(Examples.CIFAR_NET);
    assertEquals(Compilations.generated(always), Compilations.generated(compilation));
  }

  @Test
  void aSegmentIsCheckedWhetherItPaysOrNot() {
    String model =
        tiny("@TrecConv(filters = 2, kernel = 1, segment = 3, when = Reusing.PROFITABLE)");
    Compilation compilation = Compilations.compile(model);
    assertThat(compilation).hadErrorContaining("[TREC-024]").inFile(Compilations.source(model));
    assertThat(compilation).hadErrorCount(1);
  }
}
