package io.github.trec4j.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import org.junit.jupiter.api.Test;

class ParameterRangesTest {
  /** The CRC-32 of the text {@code 123456789}, by which implementations are compared. */
  private static final int CHECK = 0xcbf43926;

  @Test
  void checksumIsThatOfLittleEndianBytesInOrder() {
    ParameterRanges ranges = new ParameterRanges();
    ranges.add("a", ElementType.INT32, new int[] {0x34333231});
    ranges.add("b", ElementType.INT16, new int[] {0x3635, 0x3837});
    ranges.add("&c.low", ElementType.INT8, new int[] {0x39});
    assertEquals(CHECK, ranges.crc32());
    assertEquals("    {a, 4},\n    {b, 4},\n    {&c.low, 1},\n", ranges.rows());
  }

  @Test
  void negativeValuesAreTwosComplements() {
    ParameterRanges wide = new ParameterRanges();
    wide.add("a", ElementType.INT32, new int[] {-2});
    ParameterRanges narrow = new ParameterRanges();
    narrow.add("a", ElementType.INT8, new int[] {-2, -1});
    narrow.add("b", ElementType.INT16, new int[] {-1});
    assertEquals(wide.crc32(), narrow.crc32());
  }
}
