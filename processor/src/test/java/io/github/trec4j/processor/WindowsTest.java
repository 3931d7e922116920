package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The windows that the numbers of annotations make. */
class WindowsTest {
  /** Windows by what is written, over 9 rows and 12 columns. */
  private static final Map<String, Window> WRITTEN =
      Map.ofEntries(
          Map.entry("@Conv(filters = 4, kernel = 3)", Window.square(3, 1, 0)),
          Map.entry("@Conv(filters = 4, kernel = {5, 2})", Window.unpadded(5, 2, 1, 1)),
          Map.entry("@Conv(filters = 4, kernel = {3}, pad = {2})", Window.square(3, 1, 2)),
          Map.entry(
              "@TrecConv(filters = 4, kernel = {1, 5}, stride = {2, 3}, pad = {0, 1})",
              new Window(1, 5, 2, 3, 0, 0, 1, 1)),
          Map.entry(
              "@DepthwiseConv(kernel = {4, 5}, stride = 2, pad = {0, 1, 2, 3})",
              new Window(4, 5, 2, 2, 0, 1, 2, 3)),
          Map.entry("@MaxPool({3, 2})", Window.unpadded(3, 2, 3, 2)),
          Map.entry("@MaxPool(value = 3, stride = {1, 0})", Window.unpadded(3, 3, 1, 3)),
          Map.entry(
              "@AvgPool(value = {2, 3}, stride = 0, pad = {1, 2})",
              new Window(2, 3, 2, 3, 1, 1, 2, 2)),
          Map.entry(
              "@Conv(filters = 4, kernel = 3, padding = Padding.SAME)", Window.square(3, 1, 1)),
          Map.entry(
              "@Conv(filters = 4, kernel = 3, stride = 2, padding = Padding.SAME)",
              new Window(3, 3, 2, 2, 1, 1, 0, 1)),
          Map.entry(
              "@TrecConv(filters = 4, kernel = {4, 1}, stride = {1, 4}, padding = Padding.SAME)",
              new Window(4, 1, 1, 4, 1, 2, 0, 0)),
          Map.entry(
              "@AvgPool(value = 2, padding = Padding.SAME)", new Window(2, 2, 2, 2, 0, 1, 0, 0)),
          Map.entry(
              "@MaxPool(value = {31, 1}, stride = 1, padding = Padding.SAME)",
              new Window(31, 1, 1, 1, 15, 15, 0, 0)));

  @Test
  void numbersStandForRowsAndColumnsOrAllSides() {
    WRITTEN.forEach(
        (annotation, window) -> assertEquals(window, windowOf(annotation, ""), annotation));
  }

  @Test
  void parametersOfBlocksStandInLists() {
    String block =
        """
        @Block
        @interface Tall {
          int rows();
          int side();
          int ROWS = Block.A;
          int SIDE = Block.B;
          class Layers {
            @DepthwiseConv(kernel = {ROWS, 3}, pad = {SIDE, 0, 0, SIDE}) Layer out;
          }
        }
        """;
    assertEquals(new Window(5, 3, 1, 1, 2, 0, 0, 2), windowOf("@Tall(rows = 5, side = 2)", block));
    assertEquals(new Window(1, 3, 1, 1, 0, 0, 0, 0), windowOf("@Tall(rows = 1, side = 0)", block));
  }

  private static Window windowOf(String annotation, String block) {
    String model =
        """
        @TrecModel(input = @Input(height = 9, width = 12, channels = 3))
        class Sample {
          %s Layer sample;
          @Dense(2) Layer logits;
        }
        """
            .formatted(annotation);
    List<NetworkSpec> planned = new ArrayList<>();
    TrecProcessor processor =
        new TrecProcessor(
            spec -> {
              planned.add(spec);
              return FirmwarePlan.of(spec);
            });
    assertThat(
            javac()
                .withProcessors(processor)
                .compile(
                    Compilations.source(model),
                    Compilations.source(block.isEmpty() ? "class None {}" : block)))
        .succeeded();
    return planned.get(0).layers().get(0).op().window().orElseThrow();
  }
}
