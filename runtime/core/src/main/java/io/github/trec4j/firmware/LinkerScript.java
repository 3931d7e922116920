package io.github.trec4j.firmware;

import io.github.trec4j.dsl.MemoryKind;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.MemoryPlan;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.spec.plan.Symbols;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the linker script that puts a network where its plan says. The C knows nothing of
 * memories: arrays are told apart by the sections that {@code -fdata-sections} puts them in.
 */
final class LinkerScript {
  private static final String TEMPLATE = "linker.ld";

  private final FirmwarePlan plan;
  private final MemoryPlan memories;
  private final BoardMemory selfTest;

  private LinkerScript(FirmwarePlan plan, int selfTestBytes) {
    this.plan = plan;
    this.memories = plan.memories();
    this.selfTest = selfTest(selfTestBytes);
  }

  /**
   * Returns the script's text.
   *
   * @param plan for the board
   * @param selfTestBytes of the test vectors
   */
  static String of(FirmwarePlan plan, int selfTestBytes) {
    return new LinkerScript(plan, selfTestBytes).text();
  }

  /** The test vectors lie beside the program unless only another memory has room for them. */
  private BoardMemory selfTest(int bytes) {
    return free(memories.program()) >= bytes
        ? memories.program()
        : plan.spec().board().forConstants().stream()
            .max(Comparator.comparing(this::free))
            .orElse(memories.program());
  }

  private int free(BoardMemory memory) {
    return memory.bytes() - plan.usedBytes(memory);
  }

  private String text() {
    String name = selfTest.equals(memories.program()) ? "" : "_" + selfTest.name();
    return Resources.text(TEMPLATE)
        .replace("@board@", plan.spec().board().fileName())
        .replace("@NAME@", plan.spec().name())
        .replace("@MEMORIES@", regions())
        .replace("@PLACED@", parameters() + arena())
        .replace("@SELFTEST@", ".selftest" + name)
        .replace("@SELFTEST_MEMORY@", selfTest.name())
        .replace("@PROGRAM@", memories.program().name())
        .replace("@VARIABLES@", memories.variables().name());
  }

  private String regions() {
    return plan.spec().board().memories().stream()
        .map(
            memory ->
                "  %s (%s) : ORIGIN = 0x%08x, LENGTH = %d\n"
                    .formatted(
                        memory.name(),
                        memory.kind() == MemoryKind.FLASH ? "rx" : "rw",
                        memory.origin(),
                        memory.bytes()))
        .collect(Collectors.joining());
  }

  /** Those that lie apart from the program; the others are part of {@code .text}. */
  private String parameters() {
    return plan.spec().board().memories().stream()
        .filter(memory -> !memory.equals(memories.program()))
        .map(this::parameters)
        .collect(Collectors.joining());
  }

  private String parameters(BoardMemory memory) {
    List<String> arrays =
        plan.steps().stream()
            .filter(step -> plan.memory(step).equals(memory))
            .flatMap(this::arrays)
            .toList();
    return arrays.isEmpty()
        ? ""
        : "  .parameters_%s : {\n%s    . = ALIGN(8);\n  } > %s\n\n"
            .formatted(memory.name(), String.join("", arrays), memory.name());
  }

  private Stream<String> arrays(Step step) {
    Symbols symbols = Symbols.of(plan.spec());
    String object = symbols.weightsSource().replaceFirst("c$", "o");
    return step.kernel().parameters().stream()
        .map(array -> "    *%s(.rodata.%s)\n".formatted(object, symbols.array(step, array)));
  }

  /** Where it lies apart from the other variables; else it is one of them. */
  private String arena() {
    return memories.arena().equals(memories.variables())
        ? ""
        : """
            .arena (NOLOAD) : {
              *main.o(.bss.memory)
              *(.arena)
              . = ALIGN(8);
            } > %s

          """
            .formatted(memories.arena().name());
  }
}
