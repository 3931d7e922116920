package io.github.trec4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The loss of equal logits, and of labels that none of them stands for. */
final class CrossEntropyTest {
  private static final Shape LOGITS = new Shape(1, 1, 4);

  @Test
  void equalLogitsCostTheLogarithmOfTheirNumber() {
    CrossEntropy.Result result =
        new CrossEntropy(0).apply(new Tensor(LOGITS).resize(1), new int[] {3}, new Tensor(LOGITS));
    assertEquals(Math.log(4), result.loss(), 1e-12);
    assertEquals(0, result.correct());
  }

  @Test
  void labelsWithoutLogitAreRefused() {
    Tensor logits = new Tensor(LOGITS).resize(1);
    for (int label : new int[] {-1, 4}) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> new CrossEntropy(0).apply(logits, new int[] {label}, new Tensor(LOGITS)));
    }
  }
}
