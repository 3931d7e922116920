package io.github.trec4j.firmware;

import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Where parameters lie in flash, and the checksum of what lies there. Both are in the order in
 * which ranges are added, which is the only one: the C goes through the table.
 */
final class ParameterRanges {
  private final StringBuilder rows = new StringBuilder();
  private final CRC32 crc = new CRC32();

  /**
   * Adds values that lie together.
   *
   * @param first where the first of them lies, as a constant expression of C
   * @param type theirs
   * @param values at least one
   */
  void add(String first, ElementType type, int[] values) {
    byte[] bytes = littleEndian(type, values);
    crc.update(bytes);
    rows.append("    {%s, %d},\n".formatted(first, bytes.length));
  }

  private static byte[] littleEndian(ElementType type, int[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      switch (type) {
        case INT8 -> bytes.put((byte) value);
        case INT16 -> bytes.putShort((short) value);
        case INT32 -> bytes.putInt(value);
      }
    }
    return bytes.array();
  }

  /** Returns the elements of the C table, a line each, but for the one that ends it. */
  String rows() {
    return rows.toString();
  }

  /** Returns the CRC-32 of all ranges, one behind the other, as a little-endian chip holds them. */
  int crc32() {
    return (int) crc.getValue();
  }
}
