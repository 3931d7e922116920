package io.github.trec4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryMapTest {
  private final FirmwarePlan plan =
      FirmwarePlan.of(
          NetworkSpec.builder("Net", BoardLimits.of(Board.STM32F469I_DISCO), new Shape(64, 64, 3))
              .add("hidden", new Dense(200, true))
              .add("logits", new Dense(10, true))
              .build());

  @Test
  void tellsEachMemoryWithWhatItHolds() {
    assertEquals(
        """
        memory      origin  wait states                holds      bytes          of
        ------  ----------  -----------  -------------------  ---------  ----------
        flash   0x08000000            0                           7,964   2,097,152
                                                  parameters      2,480
                                         program (set aside)      5,484
        RAM     0x20000000            0                          14,546     327,680
                                                       arena        200
                                            input and logits     12,298
                                                       stack      2,048
        CCM     0x10000000            0                               0      65,536
        QSPI    0x90000000           18                       2,459,200  16,777,216
                                                  parameters  2,459,200
        SDRAM   0xc0000000            8                               0  16,777,216
        """,
        MemoryMap.table(plan).toString());
  }

  @Test
  void tellsTheSameToPrograms() {
    List<Map<String, Object>> facts = MemoryMap.facts(plan);
    assertEquals(5, facts.size());
    assertEquals(
        Map.of(
            "name",
            "QSPI",
            "kind",
            "FLASH",
            "origin",
            0x9000_0000L,
            "waitStates",
            18,
            "bytes",
            16 << 20,
            "usedBytes",
            2_459_200,
            "holds",
            Map.of("parameters", 2_459_200)),
        facts.get(3));
  }
}
