package io.github.trec4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Add;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTableTest {
  @Test
  void hasOneRowForEachField() {
    Window window = Window.square(3, 1, 1);
    NetworkSpec spec =
        NetworkSpec.builder("Net", BoardLimits.of(Board.STM32F469NI), new Shape(8, 8, 4))
            .add("stem", new Conv(4, window, true))
            .add("stem.relu", new Relu())
            .add("block.left", new Conv(4, window, true))
            .add("block.sum", new Add(), List.of("stem.relu", "block.left"))
            .add("block.sum.relu", new Relu())
            .add("logits", new Conv(2, Window.square(1, 1, 0), true))
            .add("logits.globalAvgPool", new GlobalAvgPool())
            .build();
    assertEquals(
        """
        layer       output  reads            operations
        ----------  ------  ---------------  -------------------------------
        input       8x8x4                    image
        stem        8x8x4   input            conv 4 3x3 pad 1, ReLU
        block.left  8x8x4   stem             conv 4 3x3 pad 1
        block.sum   8x8x4   stem block.left  add, ReLU
        logits      1x1x2   block.sum        conv 2 1x1, global average pool
        """,
        GraphTable.of(spec).toString());
  }
}
