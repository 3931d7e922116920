package io.github.trec4j.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.int8.TestNetworks;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Add;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the text compiles to the same network is tested beside the models. */
class ModelTextTest {
  private static final Shape INPUT = new Shape(8, 8, 4);

  @Test
  void aFieldHasTheAnnotationsOfItsNodes() {
    assertEquals(
        """
        package settings;

        import io.github.trec4j.dsl.*;

        @TrecModel(input = @Input(height = 12, width = 12, channels = 3), board = Board.STM32F469NI, labels = {"dark", "light", "striped"})
        public final class Small {
          @TrecConv(filters = 8, kernel = 3, pad = 1, segment = 9, bits = 4) @BatchNorm @Relu @MaxPool(2) Layer conv1;
          @TrecConv(filters = 8, kernel = 3, segment = 4, bits = 3, reassign = true) @Relu @AvgPool(2) Layer conv2;
          @Dense(16) @Relu @Dropout(0.2f) Layer fc3;
          @Dense(3) Layer logits;
        }
        """,
        ModelText.of(SmallNetworks.spec()).text());
  }

  @Test
  void fieldsNameWhatTheyReadAndBlocksAreWrittenWithoutParameters() {
    NetworkSpec spec =
        TestNetworks.builder(INPUT)
            .add("stem", new Conv(4, Window.square(1, 1, 0), true))
            .add("stem.relu", new Relu())
            .add("fire.squeeze", new Conv(2, Window.square(1, 1, 0), true))
            .add("fire.inner.conv", new Conv(4, Window.square(1, 1, 0), true))
            .add("fire.inner.relu", new Relu())
            .add("fire.right", new Relu(), List.of("stem.relu"))
            .add("fire.out", new Add(), List.of("stem.relu", "fire.inner.relu", "fire.right"))
            .add("fire.maxPool", new MaxPool(Window.square(2, 2, 0)))
            .add("side", new AvgPool(Window.square(2, 2, 0)), List.of("input"))
            .add("all", new Concat(), List.of("fire.maxPool", "side"))
            .add("all.relu", new Relu())
            .build();
    String text = ModelText.of(spec).text();
    assertEquals(
        """
        public final class TestNet {
          @Conv(filters = 4, kernel = 1) @Relu Layer stem;
          @Block1 Layer fire;
          @From("input") @AvgPool(2) Layer side;
          @Concat({"fire", "side"}) @Relu Layer all;

          @Block
          @interface Block2 {
            final class Layers {
              @Conv(filters = 4, kernel = 1) Layer conv;
              @Relu Layer relu;
            }
          }

          @Block
          @interface Block1 {
            final class Layers {
              @Conv(filters = 2, kernel = 1) Layer squeeze;
              @Block2 Layer inner;
              @From("input") @Relu Layer right;
              @Add({"input", "inner", "right"}) Layer out;
              @MaxPool(2) Layer maxPool;
            }
          }
        }
        """,
        text.substring(text.indexOf("public")));
  }

  @Test
  void nodesThatNoFieldCanReadAreRefused() {
    NetworkSpec.Builder start =
        TestNetworks.builder(INPUT)
            .add("left", new Conv(4, Window.square(1, 1, 0), true))
            .add("left.relu", new Relu());
    assertRefused(start.add("right", new Relu(), List.of("left")).build(), "as left is read");
  }

  @Test
  void windowsThatAreNotSquareNeedBraces() {
    NetworkSpec spec =
        TestNetworks.builder(INPUT)
            .add("wide", new Conv(4, new Window(1, 3, 1, 1, 0, 0, 1, 1), true))
            .add("wide.maxPool", new MaxPool(new Window(2, 3, 2, 3, 1, 1, 1, 1)))
            .add("low", new AvgPool(new Window(2, 2, 2, 1, 1, 0, 0, 0)))
            .build();
    String text = ModelText.of(spec).text();
    assertTrue(
        text.contains(
            """
              @Conv(filters = 4, kernel = {1, 3}, pad = {0, 1}) @MaxPool(value = {2, 3}, pad = 1) Layer wide;
              @AvgPool(value = 2, stride = {2, 1}, pad = {1, 0, 0, 0}) Layer low;
            """),
        text);
  }

  private static void assertRefused(NetworkSpec spec, String part) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> ModelText.of(spec));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
