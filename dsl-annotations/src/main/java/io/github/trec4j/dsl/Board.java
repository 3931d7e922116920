package io.github.trec4j.dsl;

/**
 * Boards with a Cortex-M4, by what a network must fit in. A board of one's own is a {@link
 * BoardSpec}.
 */
public enum Board {
  /**
   * STM32F469NI: 2 MiB flash, 320 KiB RAM (64 KiB of the 384 are core-coupled and left to the
   * program), 180 MHz.
   */
  STM32F469NI(2048, 320, 180),
  /** STM32F401RE (Nucleo): 512 KiB flash, 96 KiB RAM, 84 MHz. */
  STM32F401RE(512, 96, 84),
  /** nRF52840: 1 MiB flash, 256 KiB RAM, 64 MHz. */
  NRF52840(1024, 256, 64),
  /** Arm MPS2 with FPGA image AN386, as QEMU emulates it: 4 MiB each, 25 MHz. */
  MPS2_AN386(4096, 4096, 25);

  private final int flashKib;
  private final int ramKib;
  private final int clockMhz;

  Board(int flashKib, int ramKib, int clockMhz) {
    this.flashKib = flashKib;
    this.ramKib = ramKib;
    this.clockMhz = clockMhz;
  }

  /** Returns the flash memory in KiB. */
  public int flashKib() {
    return flashKib;
  }

  /** Returns the RAM in KiB. */
  public int ramKib() {
    return ramKib;
  }

  /** Returns the clock in MHz. */
  public int clockMhz() {
    return clockMhz;
  }
}
