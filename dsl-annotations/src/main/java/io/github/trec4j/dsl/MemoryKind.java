package io.github.trec4j.dsl;

/** What a memory of a board can hold. */
public enum MemoryKind {
  /** Keeps what was written to it beforehand: the program, and parameters. */
  FLASH(true, false),
  /** Written as the program runs: the arena, input, logits and stack. */
  RAM(false, true),
  /**
   * RAM that is filled before the program begins, as an emulator or a debugger does. It holds what
   * flash does as well.
   */
  LOADED_RAM(true, true);

  private final boolean holdsConstants;
  private final boolean holdsVariables;

  MemoryKind(boolean holdsConstants, boolean holdsVariables) {
    this.holdsConstants = holdsConstants;
    this.holdsVariables = holdsVariables;
  }

  /** Returns whether program and parameters can lie in it. */
  public boolean holdsConstants() {
    return holdsConstants;
  }

  /** Returns whether arena, input, logits and stack can lie in it. */
  public boolean holdsVariables() {
    return holdsVariables;
  }
}
