package io.github.trec4j.spec;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.MemoryKind;
import java.util.List;
import java.util.Locale;

/**
 * What a network must fit in.
 *
 * @param name for messages
 * @param clockMhz for modelled times
 * @param memories in the order in which they are to be used if nothing speaks against it
 */
public record BoardLimits(String name, int clockMhz, List<BoardMemory> memories) {
  /** Where most Cortex-M4 have their memories. */
  static final long FLASH_ORIGIN = 0x0800_0000L;

  static final long RAM_ORIGIN = 0x2000_0000L;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is nothing for the program or for variables
   */
  public BoardLimits {
    memories = List.copyOf(memories);
    if (memories.stream().noneMatch(memory -> memory.kind().holdsConstants())
        || memories.stream().noneMatch(memory -> memory.kind().holdsVariables())) {
      throw new IllegalArgumentException(name + " lacks a memory");
    }
  }

  /** A board with one flash and one RAM, where most Cortex-M4 have them. */
  public BoardLimits(String name, int flashBytes, int ramBytes, int clockMhz) {
    this(
        name,
        clockMhz,
        List.of(
            new BoardMemory("flash", MemoryKind.FLASH, FLASH_ORIGIN, flashBytes, 0),
            new BoardMemory("RAM", MemoryKind.RAM, RAM_ORIGIN, ramBytes, 0)));
  }

  /** Returns the numbers of a known board. */
  public static BoardLimits of(Board board) {
    return KnownBoards.limits(board);
  }

  /** Returns whether flash, RAM and clock say all about it. */
  public boolean isPlain() {
    BoardMemory first = memories.get(0);
    BoardMemory last = memories.get(memories.size() - 1);
    return equals(new BoardLimits(name, first.bytes(), last.bytes(), clockMhz));
  }

  /** Returns the memories that can hold program and parameters. */
  public List<BoardMemory> forConstants() {
    return memories.stream().filter(memory -> memory.kind().holdsConstants()).toList();
  }

  /** Returns the memories that can hold arena, input, logits and stack. */
  public List<BoardMemory> forVariables() {
    return memories.stream().filter(memory -> memory.kind().holdsVariables()).toList();
  }

  /** Returns what files of the board are called: {@code stm32f469i-disco}. */
  public String fileName() {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    return words.isEmpty() ? "board" : words.replace(' ', '-');
  }
}
