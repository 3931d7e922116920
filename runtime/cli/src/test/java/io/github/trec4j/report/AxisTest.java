package io.github.trec4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void ticksAreRoundAndEncloseTheRange() {
    LinearAxis axis = LinearAxis.over(0.3, 12.6, 70, 700);
    assertArrayEquals(new double[] {0, 2, 4, 6, 8, 10, 12, 14}, axis.ticks(), 1e-9);
    assertEquals(70, axis.at(0), 1e-9);
    assertEquals(700, axis.at(14), 1e-9);
    assertEquals("2", axis.text(2));
  }

  @Test
  void fineStepsHaveDecimals() {
    LinearAxis axis = LinearAxis.over(78.93, 79.41, 0, 1);
    assertEquals(0.1, axis.step(), 1e-9);
    assertEquals("79.1", axis.text(79.1));
  }

  @Test
  void anEmptyRangeIsWidened() {
    LinearAxis axis = LinearAxis.over(5, 5, 0, 1);
    assertEquals(0, axis.at(axis.low()), 1e-9);
    assertEquals(1, axis.at(axis.high()), 1e-9);
  }

  @Test
  void ratiosAreEquallyFarApart() {
    LogAxis axis = LogAxis.over(6.3, 190, 0, 100);
    assertArrayEquals(new double[] {5, 10, 20, 50, 100, 200}, axis.ticks(), 1e-9);
    assertEquals(axis.at(20) - axis.at(10), axis.at(200) - axis.at(100), 1e-9);
    assertEquals(0, axis.at(5), 1e-9);
    assertEquals(100, axis.at(200), 1e-9);
    assertEquals("50", axis.text(50));
  }

  @Test
  void aSingleRatioIsWidened() {
    LogAxis axis = LogAxis.over(10, 10, 0, 1);
    assertArrayEquals(new double[] {10, 20}, axis.ticks(), 1e-9);
  }
}
