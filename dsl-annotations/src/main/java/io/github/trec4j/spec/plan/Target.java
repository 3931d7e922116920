package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Shape;

/**
 * Where a step writes: a buffer, or among the channels of one that several steps fill.
 *
 * @param buffer the buffer's name: that of the step whose output it holds
 * @param channel where in each pixel of the buffer the step's channels begin
 * @param pitch bytes from one pixel to the next: the buffer's channels
 */
public record Target(String buffer, int channel, int pitch) {
  /** Returns a whole buffer. */
  static Target whole(String buffer, Shape output) {
    return new Target(buffer, 0, output.channels());
  }

  /** Returns the part of this that begins some channels further on. */
  Target from(int channels) {
    return new Target(buffer, channel + channels, pitch);
  }
}
