package io.github.trec4j.data;

import java.nio.ByteBuffer;
import java.util.Optional;
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
  private static final int EXIF = 0x65584966; // eXIf

  private PngChunks() {}

  /** Returns whether a file has all its chunks, up to the last, with their sums. */
  static boolean areWhole(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    for (int at = SIGNATURE; isChunk(bytes, at); at = end(bytes, at) + CRC) {
      int end = end(bytes, at);
      if (crc(png, at + 4, end) != bytes.getInt(end)) {
        return false;
      }
      if (bytes.getInt(at + 4) == END) {
        return true;
      }
    }
    return false;
  }

  /** Returns what stands in the chunk of EXIF, where a file has one: a small TIFF file. */
  static Optional<ByteBuffer> exif(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    for (int at = SIGNATURE; isChunk(bytes, at); at = end(bytes, at) + CRC) {
      if (bytes.getInt(at + 4) == EXIF) {
        return Optional.of(bytes.slice(at + BEFORE_CONTENT, bytes.getInt(at)));
      }
    }
    return Optional.empty();
  }

  /** Returns whether a whole chunk stands at a place. */
  private static boolean isChunk(ByteBuffer png, int at) {
    int most = png.limit() - at - BEFORE_CONTENT - CRC;
    return most >= 0 && png.getInt(at) >= 0 && png.getInt(at) <= most;
  }

  /** Returns the place behind a chunk's content. */
  private static int end(ByteBuffer png, int at) {
    return at + BEFORE_CONTENT + png.getInt(at);
  }

  private static int crc(byte[] png, int from, int to) {
    CRC32 sum = new CRC32();
    sum.update(png, from, to - from);
    return (int) sum.getValue();
  }
}
