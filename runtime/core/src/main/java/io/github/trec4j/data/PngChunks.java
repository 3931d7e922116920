package io.github.trec4j.data;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file: length, type, content, and the CRC-32 of type and content, which the
 * decoder does not look at.
 */
final class PngChunks {
  private static final int SIGNATURE = 8;
  private static final int BEFORE_CONTENT = 8;
  private static final int CRC = 4;
  private static final int END = 0x49454e44; // IEND

  private PngChunks() {}

  /** Returns whether a file has all its chunks, up to the last, with their sums. */
  static boolean areWhole(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int at = SIGNATURE;
    while (at <= png.length - BEFORE_CONTENT - CRC) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - BEFORE_CONTENT - CRC) {
        return false;
      }
      int end = at + BEFORE_CONTENT + length;
      if (crc(png, at + 4, end) != bytes.getInt(end)) {
        return false;
      }
      if (bytes.getInt(at + 4) == END) {
        return true;
      }
      at = end + CRC;
    }
    return false;
  }

  private static int crc(byte[] png, int from, int to) {
    CRC32 sum = new CRC32();
    sum.update(png, from, to - from);
    return (int) sum.getValue();
  }
}
