package io.github.trec4j.report;

import static io.github.trec4j.report.Units.count;

import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.MemoryUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of a network lies in which memory of its board. */
public final class MemoryMap {
  private MemoryMap() {}

  /** Returns a row for each memory, and one for each thing in it. */
  public static Table table(FirmwarePlan plan) {
    Table table = new Table("memory", "origin", "wait states", "holds", "bytes", "of");
    for (BoardMemory memory : plan.spec().board().memories()) {
      table.row(
          memory.name(),
          "0x%08x".formatted(memory.origin()),
          memory.waitStates(),
          "",
          count(plan.usedBytes(memory)),
          count(memory.bytes()));
      for (MemoryUse use : plan.memoryUses(memory)) {
        table.row("", "", "", use.what(), count(use.bytes()), "");
      }
    }
    return table;
  }

  /** Returns the same for a program to read. */
  public static List<Map<String, Object>> facts(FirmwarePlan plan) {
    List<Map<String, Object>> facts = new ArrayList<>();
    for (BoardMemory memory : plan.spec().board().memories()) {
      Map<String, Object> holds = new LinkedHashMap<>();
      plan.memoryUses(memory).forEach(use -> holds.put(use.what(), use.bytes()));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", memory.name());
      row.put("kind", memory.kind().name());
      row.put("origin", memory.origin());
      row.put("waitStates", memory.waitStates());
      row.put("bytes", memory.bytes());
      row.put("usedBytes", plan.usedBytes(memory));
      row.put("holds", holds);
      facts.add(row);
    }
    return facts;
  }
}
