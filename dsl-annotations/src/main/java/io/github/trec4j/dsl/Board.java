package io.github.trec4j.dsl;

/**
 * Boards that run code for a Cortex-M4. What memories they have is said in {@code
 * io.github.trec4j.spec.KnownBoards}; a board of one's own is a {@link BoardSpec}.
 */
public enum Board {
  /** The chip STM32F469NI by itself: flash, RAM, and core-coupled RAM. */
  STM32F469NI,
  /** STM32F469I-DISCO (Discovery): that chip with external QSPI flash and SDRAM. */
  STM32F469I_DISCO,
  /** STM32F401RE (Nucleo). */
  STM32F401RE,
  /** STM32F746ZG (Nucleo): a Cortex-M7, which runs the code of a Cortex-M4. */
  STM32F746ZG,
  /** nRF52840. */
  NRF52840,
  /** Arm MPS2 with FPGA image AN386, as QEMU emulates it. */
  MPS2_AN386
}
