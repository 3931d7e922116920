package io.github.trec4j.spec;

import io.github.trec4j.dsl.MemoryKind;

/**
 * A memory of a board.
 *
 * @param name for messages, reports and the linker script
 * @param kind what it can hold
 * @param origin the address of its first byte
 * @param bytes its size
 * @param waitStates cycles that the core waits for each word read or written
 */
public record BoardMemory(String name, MemoryKind kind, long origin, int bytes, int waitStates) {
  /** Returns the address of the first byte behind it. */
  public long end() {
    return origin + bytes;
  }

  /** Returns whether they have an address in common. */
  public boolean overlaps(BoardMemory other) {
    return origin < other.end() && other.origin < end();
  }
}
