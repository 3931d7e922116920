package io.github.trec4j.convolution;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Memory outside the Java heap, from a cache line's start on; freed with the object. */
final class NativeFloats {
  private static final int LINE_BYTES = 64;

  private final FloatPointer pointer;
  private final FloatBuffer values;

  /** Takes memory; its values are undefined. */
  NativeFloats(long size) {
    FloatPointer whole = new FloatPointer(size + LINE_BYTES / Float.BYTES);
    long before = (LINE_BYTES - whole.address() % LINE_BYTES) % LINE_BYTES / Float.BYTES;
    pointer = whole.getPointer(before);
    pointer.limit(size);
    values = pointer.asBuffer();
  }

  /** Returns where it starts. */
  FloatPointer pointer() {
    return pointer;
  }

  /** Returns the number of values there is room for. */
  long size() {
    return pointer.limit();
  }

  /** Copies values in, from the first place on. */
  void put(float[] source, int from, int length) {
    values.put(0, source, from, length);
  }

  /** Copies values out, from the first place on. */
  void get(float[] target, int to, int length) {
    values.get(0, target, to, length);
  }
}
