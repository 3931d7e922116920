package io.github.trec4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.bench.EstimateBench;
import io.github.trec4j.bench.EstimateReport;
import io.github.trec4j.bench.StepEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A few random layers in every test run; {@code ./trec bench estimates} measures many. */
class EstimateBenchTest {
  private static final long SEED = 1000;
  private static final int NETWORKS = 4;
  private static final long LEAST_INSTRUCTIONS = 20_000;
  private static final double TOLERANCE = 0.1;

  @Test
  void stepsAreEstimatedWithinATenth() {
    List<Long> done = new ArrayList<>();
    EstimateBench bench = new EstimateBench(ModelCompilerTest.compiler());
    EstimateReport report =
        EstimateReport.of(bench.run(SEED, NETWORKS, done::add), LEAST_INSTRUCTIONS);
    assertEquals(List.of(SEED, SEED + 1, SEED + 2, SEED + 3), done);
    assertTrue(report.steps().size() >= 20, report.toString());
    for (StepEstimate step : report.steps()) {
      assertTrue(isClose(step), () -> step + " is not estimated within a tenth\n" + report);
    }
    Map<String, Object> facts = report.facts().get(0);
    assertEquals(report.byForm().firstKey(), facts.get("form"));
    assertTrue(report.toString().contains(report.byForm().lastKey()), report.toString());
  }

  private static boolean isClose(StepEstimate step) {
    return isClose(step.instructionsRatio())
        && step.cyclesRatio().stream().allMatch(EstimateBenchTest::isClose);
  }

  private static boolean isClose(double ratio) {
    return Math.abs(ratio - 1) <= TOLERANCE;
  }
}
