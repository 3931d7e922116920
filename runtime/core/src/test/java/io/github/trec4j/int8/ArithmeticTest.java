package io.github.trec4j.int8;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
  private static final int[] EXTREMES = {
    Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -65536, -2, -1, 0, 1, 2, 65536, Integer.MAX_VALUE
  };

  @Test
  void multiplyHighRoundsHalvesUp() {
    assertEquals(1, Arithmetic.multiplyHigh(1 << 30, 2));
    assertEquals(0, Arithmetic.multiplyHigh(-(1 << 30), 2));
    for (int a : EXTREMES) {
      for (int b : EXTREMES) {
        assertEquals(NaiveReference.multiplyHigh(a, b), Arithmetic.multiplyHigh(a, b), a + " " + b);
      }
    }
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      int a = random.nextInt();
      int b = random.nextInt();
      assertEquals(NaiveReference.multiplyHigh(a, b), Arithmetic.multiplyHigh(a, b));
    }
  }

  @Test
  void requantizeClamps() {
    int largest = Integer.MAX_VALUE;
    assertEquals(127, Arithmetic.requantize(largest, largest, 127, -128, 127));
    assertEquals(-128, Arithmetic.requantize(Integer.MIN_VALUE, largest, -128, -128, 127));
    assertEquals(4, Arithmetic.requantize(Integer.MIN_VALUE, 1, 4, -128, 127));
    assertEquals(-7, Arithmetic.requantize(-1000, 1 << 30, -7, -7, 127));
  }

  @Test
  void meansRoundHalvesUp() {
    assertEquals(1, Arithmetic.roundedMean(1, 2));
    assertEquals(0, Arithmetic.roundedMean(-1, 2));
    assertEquals(-128, Arithmetic.roundedMean(-128 * 1000, 1000));
    assertEquals(-1, Arithmetic.roundedMean(-3, 2));
  }

  @Test
  void sat16Saturates() {
    assertEquals(32767, Arithmetic.sat16(32768));
    assertEquals(-32768, Arithmetic.sat16(Integer.MIN_VALUE));
    assertEquals(-5, Arithmetic.sat16(-5));
  }
}
