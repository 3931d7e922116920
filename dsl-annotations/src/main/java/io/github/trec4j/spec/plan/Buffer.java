package io.github.trec4j.spec.plan;

/**
 * A piece of the arena.
 *
 * @param name the step's name, with {@code " scratch"} behind it for scratch memory
 * @param bytes its size
 * @param firstStep index of the step that writes it first
 * @param lastStep index of the step that reads it last
 * @param offset where it starts in the arena
 */
public record Buffer(String name, int bytes, int firstStep, int lastStep, int offset) {
  /** Returns the first byte behind the buffer, aligned. */
  public int end() {
    return offset + Arena.aligned(bytes);
  }

  /** Returns whether both hold values at some step. */
  public boolean livesWith(Buffer other) {
    return firstStep <= other.lastStep && other.firstStep <= lastStep;
  }

  Buffer at(int newOffset) {
    return new Buffer(name, bytes, firstStep, lastStep, newOffset);
  }
}
