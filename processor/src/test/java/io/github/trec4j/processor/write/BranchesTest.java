package io.github.trec4j.processor.write;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.Dropout;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks that are no chains, and that the language has no words for. */
class BranchesTest {
  /** Two poolings read the images, and the logits the first of them. */
  private static NetworkSpec spec() {
    return NetworkSpec.builder("Two", BoardLimits.of(Board.STM32F469NI), new Shape(4, 4, 2))
        .add("one", new MaxPool(Window.square(2, 2, 0)))
        .add("other", new MaxPool(new Window(1, 2, 1, 2, 0, 0, 0, 0)), List.of(NetworkSpec.INPUT))
        .add("other.dropout", new Dropout(0.5f))
        .add("logits", new Dense(3, false), List.of("one"))
        .build();
  }

  @Test
  void codeOfASpecNamesInputsThatAreNotTheNodeBefore() {
    String code = SpecCode.of(spec()).toString().replaceAll("\\s+", " ");
    assertTrue(
        code.contains(
            ".add(\"one\", new io.github.trec4j.spec.op.MaxPool("
                + "io.github.trec4j.spec.op.Window.square(2, 2, 0)))"),
        code);
    assertTrue(
        code.contains(
            "new io.github.trec4j.spec.op.Window(1, 2, 1, 2, 0, 0, 0, 0)), "
                + "java.util.List.of(\"input\"))"),
        code);
    assertTrue(code.contains("Dropout(0.5f)) .add(\"logits\""), code);
    assertTrue(code.contains("Dense(3, false), java.util.List.of(\"one\"))"), code);
  }

  @Test
  void stepsInCReadWhatTheirNodesRead() {
    FirmwarePlan plan = FirmwarePlan.of(spec());
    String one = "(int8_t *)arena + " + plan.output(plan.steps().get(0)).orElseThrow().offset();
    String other = "(int8_t *)arena + " + plan.output(plan.steps().get(1)).orElseThrow().offset();
    String source = CSourceWriter.text(new CNetwork(plan, Method.CONVENTIONAL));
    assertTrue(source.contains("trec4j_max_pool(&shape, input, " + one + ");"), source);
    assertTrue(source.contains("trec4j_max_pool(&shape, input, " + other + ");"), source);
    assertTrue(source.contains("(&shape, &two_logits, " + one + ", logits);"), source);
  }
}
