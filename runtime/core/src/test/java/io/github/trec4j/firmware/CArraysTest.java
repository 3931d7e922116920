package io.github.trec4j.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CArraysTest {
  @Test
  void literalsAreInts() {
    assertEquals("(-2147483647 - 1)", CArrays.literal(Integer.MIN_VALUE));
    StringBuilder text = new StringBuilder();
    CArrays.append(text, "x", new Random(3).ints(500).toArray());
    assertTrue(text.toString().lines().allMatch(line -> line.length() <= 100));
  }
}
