package io.github.trec4j.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds an image file's orientation in its EXIF: a small TIFF file, whose first directory has
 * entries of twelve bytes (tag, type, count, value). JPEG has it in a segment, PNG in a chunk. What
 * is damaged counts as absent, since the pixels do not depend on it.
 */
final class Exif {
  private static final int START_OF_SCAN = 0xda;
  private static final int APPLICATION_1 = 0xe1;
  private static final byte[] MARK = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int LITTLE_ENDIAN = 0x4949;
  private static final int ENTRY = 12;
  private static final int ORIENTATION = 0x0112;

  private Exif() {}

  /** Returns the orientation of a PNG file, upright where it names none. */
  static Orientation ofPng(byte[] png) {
    return PngChunks.exif(png)
        .map(tiff -> Orientation.ofExif(ofTiff(tiff)))
        .orElse(Orientation.UPRIGHT);
  }

  /** Returns the orientation of a JPEG file, upright where it names none. */
  static Orientation ofJpeg(byte[] jpeg) {
    ByteBuffer bytes = ByteBuffer.wrap(jpeg);
    int at = 2; // behind the start of the image
    while (has(bytes, at, 4) && unsigned(bytes, at) >> 8 == 0xff) {
      int marker = unsigned(bytes, at) & 0xff;
      int length = unsigned(bytes, at + 2);
      if (marker == START_OF_SCAN || !has(bytes, at + 2, length)) {
        break;
      }
      int content = at + 4;
      int end = at + 2 + length;
      if (marker == APPLICATION_1 && startsWithMark(jpeg, content, end)) {
        int tiff = content + MARK.length;
        return Orientation.ofExif(ofTiff(bytes.slice(tiff, end - tiff)));
      }
      at = end;
    }
    return Orientation.UPRIGHT;
  }

  private static boolean startsWithMark(byte[] jpeg, int from, int end) {
    return end - from >= MARK.length
        && Arrays.equals(jpeg, from, from + MARK.length, MARK, 0, MARK.length);
  }

  /** Returns the number of the orientation, 0 where there is none. */
  private static int ofTiff(ByteBuffer tiff) {
    if (!has(tiff, 0, 8)) {
      return 0;
    }
    boolean little = unsigned(tiff, 0) == LITTLE_ENDIAN;
    tiff.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = has(tiff, directory, 2) ? unsigned(tiff, directory) : 0;
    for (int entry = 0; entry < entries; entry++) {
      int at = directory + 2 + entry * ENTRY;
      if (!has(tiff, at, ENTRY)) {
        break;
      }
      if (unsigned(tiff, at) == ORIENTATION) {
        return unsigned(tiff, at + 8);
      }
    }
    return 0;
  }

  private static boolean has(ByteBuffer bytes, int at, int count) {
    return at >= 0 && at <= bytes.limit() - count;
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xffff;
  }
}
