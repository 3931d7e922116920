package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.BoardMemory;

/**
 * Something that lies in a memory.
 *
 * @param memory where
 * @param what it is, for reports
 * @param bytes its size
 */
public record MemoryUse(BoardMemory memory, String what, int bytes) {}
