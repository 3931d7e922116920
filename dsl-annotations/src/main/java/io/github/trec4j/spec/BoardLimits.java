package io.github.trec4j.spec;

import io.github.trec4j.dsl.Board;

/**
 * What a network must fit in.
 *
 * @param name for messages
 * @param flashBytes flash memory
 * @param ramBytes RAM
 * @param clockMhz for modelled times
 */
public record BoardLimits(String name, int flashBytes, int ramBytes, int clockMhz) {
  /** Returns the numbers of a known board. */
  public static BoardLimits of(Board board) {
    return new BoardLimits(
        board.name(), board.flashKib() * 1024, board.ramKib() * 1024, board.clockMhz());
  }
}
