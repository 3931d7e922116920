package io.github.trec4j.emulator;

/** Where exported firmware runs. */
public enum Target {
  /** This machine. */
  HOST("host", "build/host/", ""),
  /** A Cortex-M4, emulated by QEMU as the board mps2-an386. */
  M4("m4", "build/m4/", ".elf");

  private final String rule;
  private final String folder;
  private final String suffix;

  Target(String rule, String folder, String suffix) {
    this.rule = rule;
    this.folder = folder;
    this.suffix = suffix;
  }

  /** Returns the Makefile's rule. */
  String rule() {
    return rule;
  }

  /** Returns the built program, relative to the exported folder. */
  String program(String prefix) {
    return folder + prefix + suffix;
  }
}
