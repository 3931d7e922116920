package io.github.trec4j.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.MemoryKind;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Add;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Dropout;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The class that is written for a network compiles to that network. */
class WrittenModelTest {
  private static final BatchNorm UNUSUAL = new BatchNorm(0.2f, 1e-3f);
  private static final BatchNorm STANDARD = new BatchNorm(0.1f, 1e-5f);
  private static final Reuse SHARED =
      Reuse.builder(8).bits(5).maxClusters(9).reassign(true).keep(3).rank(16).build();
  private static final Reuse PER_SLICE =
      Reuse.builder(12).bits(3).sharing(Sharing.PER_SLICE).hashGradient(HashGradient.PAPER).build();
  private static final Reuse FLAT = Reuse.builder(20).bits(3).build();
  private static final Reuse RANDOM = Reuse.builder(3).hashing(Hashing.RANDOM).build();

  /** Each operation, with members that are default and with ones that are not. */
  private static final NetworkSpec EVERYTHING =
      NetworkSpec.builder("Everything", BoardLimits.of(Board.STM32F469NI), new Shape(20, 20, 3))
          .labels("a", "b \"quoted\"", "c\\d", "e", "f")
          .add("flat", new Conv(4, new Window(1, 3, 1, 2, 0, 0, 0, 1), true))
          .add("flat.maxPool", new MaxPool(new Window(2, 3, 2, 3, 1, 1, 1, 1)))
          .add("tall", new DepthwiseConv(new Window(3, 1, 2, 1, 2, 0, 0, 0), true))
          .add("tall.avgPool", new AvgPool(new Window(2, 2, 2, 1, 1, 0, 1, 1)))
          .add("uneven", new TrecConv(24, new Window(3, 5, 1, 1, 1, 1, 4, 0), false, FLAT))
          .add("uneven.globalAvgPool", new GlobalAvgPool())
          .add("plain", new Conv(8, Window.square(3, 2, 1), false), List.of("input"))
          .add("plain.batchNorm", UNUSUAL)
          .add("plain.relu", new Relu())
          .add("plain.maxPool", new MaxPool(Window.square(3, 2, 1)))
          .add("smooth", new AvgPool(Window.square(2, 1, 0)))
          .add("smooth.relu", new Relu())
          .add("shared", new TrecConv(24, Window.square(3, 1, 1), false, SHARED))
          .add("shared.batchNorm", STANDARD)
          .add("perSlice", new TrecConv(6, Window.square(2, 1, 0), true, PER_SLICE))
          .add("random", new TrecConv(5, Window.square(1, 1, 0), true, RANDOM))
          .add("random.avgPool", new AvgPool(Window.square(2, 2, 0)))
          .add("apart", new DepthwiseConv(Window.square(3, 1, 1), false))
          .add("sum", new Add(), List.of("apart", "random.avgPool"))
          .add("both", new Concat(), List.of("sum", "apart"))
          .add("wide", new Conv(16, Window.square(2, 1, 1), true))
          .add("wide.maxPool", new MaxPool(Window.square(2, 2, 0)))
          .add("wide.globalAvgPool", new GlobalAvgPool())
          .add("pooled", new Concat(), List.of("uneven.globalAvgPool", "wide.globalAvgPool"))
          .add("hidden", new Dense(7, false))
          .add("hidden.relu", new Relu())
          .add("hidden.dropout", new Dropout(0.25f))
          .add("logits", new Dense(5, true))
          .build();

  private static final NetworkSpec ON_A_BOARD_OF_ITS_OWN =
      NetworkSpec.builder(
              "Own", new BoardLimits("my board", 512 * 1024, 96 * 1024, 72), new Shape(4, 4, 1))
          .add("logits", new Dense(2, true))
          .build();

  private static final NetworkSpec ON_ITS_OWN_MEMORIES =
      ON_A_BOARD_OF_ITS_OWN.on(
          new BoardLimits(
              "another board",
              72,
              List.of(
                  new BoardMemory("a_flash", MemoryKind.FLASH, 0x9000_0000L, 512 * 1024, 5),
                  new BoardMemory("b", MemoryKind.LOADED_RAM, 0xFFFF_0000L, 64 * 1024, 0))));

  @Test
  void theSameNetworkComesBack() {
    Path built = Path.of("..", "processor", "target");
    ModelCompiler compiler = ModelCompiler.of(built.resolve("classes"), built.resolve("lib"));
    for (NetworkSpec spec : List.of(EVERYTHING, ON_A_BOARD_OF_ITS_OWN, ON_ITS_OWN_MEMORIES)) {
      try (CompiledModels compiled = compiler.compile(ModelText.of(spec))) {
        NetworkSpec made = compiled.named(spec.name()).spec();
        assertEquals(spec.fingerprint(), made.fingerprint());
        assertEquals(spec, made);
      }
    }
  }

  @Test
  void noOperationIsForgotten() {
    Set<Class<?>> used =
        EVERYTHING.nodes().stream().map(Node::op).map(Op::getClass).collect(Collectors.toSet());
    assertEquals(operations(Op.class).collect(Collectors.toSet()), used);
  }

  private static Stream<Class<?>> operations(Class<?> kind) {
    return kind.isSealed()
        ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(WrittenModelTest::operations)
        : Stream.of(kind);
  }
}
