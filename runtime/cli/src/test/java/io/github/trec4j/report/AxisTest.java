package io.github.trec4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void ticksAreRoundAndEncloseTheRange() {
    Axis axis = Axis.over(0.3, 12.6, 70, 700);
    assertArrayEquals(new double[] {0, 2, 4, 6, 8, 10, 12, 14}, axis.ticks(), 1e-9);
    assertEquals(70, axis.at(0), 1e-9);
    assertEquals(700, axis.at(14), 1e-9);
    assertEquals("2", axis.text(2));
  }

  @Test
  void fineStepsHaveDecimals() {
    Axis axis = Axis.over(78.93, 79.41, 0, 1);
    assertEquals(0.1, axis.step(), 1e-9);
    assertEquals("79.1", axis.text(79.1));
  }

  @Test
  void anEmptyRangeIsWidened() {
    Axis axis = Axis.over(5, 5, 0, 1);
    assertEquals(0, axis.at(axis.low()), 1e-9);
    assertEquals(1, axis.at(axis.high()), 1e-9);
  }
}
