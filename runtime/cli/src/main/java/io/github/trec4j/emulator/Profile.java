package io.github.trec4j.emulator;

import io.github.trec4j.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The instructions of one step by its kernel's parts. Kernels are one inlined whole, so what QEMU
 * executed at each address is told apart by the compiler's debug information, which changes no
 * instruction: it names the functions that were inlined there.
 *
 * @param instructions of each part that was executed, in order
 */
public record Profile(Map<KernelPart, Long> instructions) {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ADDRESSES = "addresses";

  /** Copies the map. */
  public Profile {
    EnumMap<KernelPart, Long> ordered = new EnumMap<>(KernelPart.class);
    ordered.putAll(instructions);
    instructions = ordered;
  }

  /**
   * Sums up what was executed at each place.
   *
   * @param program with debug information
   * @param places lines of an address and a count
   * @param folder for files on the way
   */
  static Profile of(Path program, Path places, Path folder) throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String line : Files.readAllLines(places)) {
      String[] words = line.split(" ", -1);
      counts.merge(words[0], Long.parseLong(words[1]), Long::sum);
    }
    Files.write(folder.resolve(ADDRESSES), counts.keySet());
    Commands.Outcome outcome =
        Commands.run(
            folder,
            LIMIT,
            List.of("arm-none-eabi-addr2line", "-afi", "-e", program.toString(), "@" + ADDRESSES));
    if (outcome.code() != 0) {
      throw new UserError("cannot tell a kernel's parts apart: " + Commands.tail(outcome.output()));
    }
    return new Profile(sums(outcome.output().lines().toList(), counts));
  }

  /**
   * Reads, for each address, a line with it and then, from the innermost function outwards, a line
   * with the name and one with the place in the source.
   */
  static Map<KernelPart, Long> sums(List<String> lines, Map<String, Long> counts) {
    Map<KernelPart, Long> sums = new EnumMap<>(KernelPart.class);
    int at = 0;
    while (at < lines.size()) {
      long address = Long.decode(lines.get(at++));
      KernelPart part = KernelPart.OTHER;
      for (; at < lines.size() && !lines.get(at).startsWith("0x"); at += 2) {
        part = part == KernelPart.OTHER ? KernelPart.ofFunction(lines.get(at)) : part;
      }
      sums.merge(part, counts.getOrDefault("0x" + Long.toHexString(address), 0L), Long::sum);
    }
    return sums;
  }
}
