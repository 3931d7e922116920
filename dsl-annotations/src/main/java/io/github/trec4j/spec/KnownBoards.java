package io.github.trec4j.spec;

import static io.github.trec4j.dsl.MemoryKind.FLASH;
import static io.github.trec4j.dsl.MemoryKind.LOADED_RAM;
import static io.github.trec4j.dsl.MemoryKind.RAM;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.MemoryKind;
import java.util.List;

/**
 * The boards that have a name. Their flash has wait states at full clock, which an accelerator (ART
 * in STM32, a cache in nRF52) hides: zero are modelled. Those of external memories are a middle of
 * what bursts and single words take.
 */
final class KnownBoards {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  /** Contiguous, of three banks. */
  private static final BoardMemory F469_RAM = memory("RAM", RAM, 0x2000_0000L, 320 * KIB);

  private static final BoardMemory F469_FLASH = memory("flash", FLASH, 0x0800_0000L, 2 * MIB);

  /** Core-coupled: for data only. */
  private static final BoardMemory F469_CCM = memory("CCM", RAM, 0x1000_0000L, 64 * KIB);

  /** Four data lines at half of the core's clock: 16 cycles a word, and commands now and then. */
  private static final BoardMemory DISCO_QSPI =
      new BoardMemory("QSPI", FLASH, 0x9000_0000L, 16 * MIB, 18);

  /** 32 data lines at half of the core's clock; a new row every now and then. */
  private static final BoardMemory DISCO_SDRAM =
      new BoardMemory("SDRAM", RAM, 0xC000_0000L, 16 * MIB, 8);

  private KnownBoards() {}

  static BoardLimits limits(Board board) {
    return switch (board) {
      case STM32F469NI -> limits(board, 180, F469_FLASH, F469_RAM, F469_CCM);
      case STM32F469I_DISCO ->
          limits(board, 180, F469_FLASH, F469_RAM, F469_CCM, DISCO_QSPI, DISCO_SDRAM);
      case STM32F401RE ->
          limits(
              board,
              84,
              memory("flash", FLASH, 0x0800_0000L, 512 * KIB),
              memory("RAM", RAM, 0x2000_0000L, 96 * KIB));
      case STM32F746ZG -> limits(board, 216, stm32f746zg());
      case NRF52840 ->
          limits(
              board,
              64,
              memory("flash", FLASH, 0x0000_0000L, MIB),
              memory("RAM", RAM, 0x2000_0000L, 256 * KIB));
      case MPS2_AN386 -> limits(board, 25, mps2());
    };
  }

  /** RAM is contiguous: tightly coupled, SRAM1 and SRAM2. */
  private static BoardMemory[] stm32f746zg() {
    return new BoardMemory[] {
      memory("flash", FLASH, 0x0800_0000L, MIB),
      memory("RAM", RAM, 0x2000_0000L, 320 * KIB),
      memory("ITCM", RAM, 0x0000_0000L, 16 * KIB)
    };
  }

  /** As QEMU 7.2's hw/arm/mps2.c maps them, mirrors left out; it loads a program anywhere. */
  private static BoardMemory[] mps2() {
    return new BoardMemory[] {
      memory("SSRAM1", FLASH, 0x0000_0000L, 4 * MIB),
      memory("SSRAM23", LOADED_RAM, 0x2000_0000L, 4 * MIB),
      memory("PSRAM", LOADED_RAM, 0x2100_0000L, 16 * MIB),
      memory("blockRAM", RAM, 0x0100_0000L, 16 * KIB)
    };
  }

  private static BoardMemory memory(String name, MemoryKind kind, long origin, int bytes) {
    return new BoardMemory(name, kind, origin, bytes, 0);
  }

  private static BoardLimits limits(Board board, int clockMhz, BoardMemory... memories) {
    return new BoardLimits(board.name(), clockMhz, List.of(memories));
  }
}
