package io.github.trec4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.bench.BenchLayer;
import io.github.trec4j.bench.BenchMethod;
import io.github.trec4j.bench.BenchSetting;
import io.github.trec4j.bench.KernelBench;
import io.github.trec4j.bench.KernelMeasurement;
import io.github.trec4j.bench.KernelReport;
import io.github.trec4j.emulator.KernelPart;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Measures a tiny layer on the emulated Cortex-M4; the processor that it needs is here. */
class KernelBenchTest {
  @Test
  void measuresALayerWithAndWithoutReuse() {
    BenchLayer layer = new BenchLayer(new Shape(6, 6, 8), 4, Window.square(3, 1, 1));
    List<BenchSetting> settings =
        List.of(
            new BenchSetting(layer, BenchMethod.CONVENTIONAL, 0, 0, 0),
            new BenchSetting(layer, BenchMethod.TREC, 8, 2, 4));
    try (KernelBench bench = KernelBench.of(ModelCompilerTest.compiler(), settings, Method.TREC)) {
      KernelMeasurement plain = bench.measure(0);
      KernelMeasurement reuse = bench.measure(1);
      assertProfiled(plain);
      assertProfiled(reuse);
      assertEquals(0, plain.differingBytes() + reuse.differingBytes());
      assertEquals(4, reuse.clusters());
      assertEquals(6 * 6 * 4 * 9 * 8, reuse.step().macs());
      assertTrue(plain.perMac() > 0.5 && plain.perMac() < 5, plain.toString());
      assertTrue(reuse.estimate() > reuse.instructions() / 2, reuse.toString());
      KernelReport report = new KernelReport(List.of(plain, reuse));
      Map<String, Object> facts = report.facts().get(1);
      assertEquals("6x6x8-3x3-4-p1-s1", facts.get("layer"));
      assertEquals(4, facts.get("clusters"));
      assertTrue(facts.containsKey("timesFewerThanConventional"));
      assertFalse(report.facts().get(0).containsKey("timesFewerThanConventional"));
      assertTrue(report.toString().contains("6x6x8-3x3-4-p1-s1"), report.toString());
    }
  }

  /** The parts make up the whole, but for a tick of the timer. */
  private static void assertProfiled(KernelMeasurement found) {
    long sum = found.parts().values().stream().mapToLong(Long::longValue).sum();
    assertEquals((double) found.instructions(), (double) sum, 200, found.parts().toString());
    assertTrue(found.parts().get(KernelPart.PRODUCT) > 0, found.parts().toString());
    assertTrue(found.parts().get(KernelPart.OTHER) < sum / 3, found.parts().toString());
  }
}
