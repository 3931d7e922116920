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
  private static final double TOLERANCE = 0.12;

  /** What clusters cost depends on how segments fall to them. */
  private static final double TOLERANCE_OF_REUSE = 0.2;

  /** Whether a join copies or rescales is decided by scales, which no plan knows. */
  private static final String UNKNOWN_BEFORE_WEIGHTS = "concat";

  @Test
  void nineOfTenStepsAreEstimatedClosely() {
    List<Long> done = new ArrayList<>();
    EstimateBench bench = new EstimateBench(ModelCompilerTest.compiler());
    EstimateReport report =
        EstimateReport.of(bench.run(SEED, NETWORKS, done::add), LEAST_INSTRUCTIONS);
    assertEquals(List.of(SEED, SEED + 1, SEED + 2, SEED + 3), done);
    List<StepEstimate> steps =
        report.steps().stream()
            .filter(step -> !step.form().equals(UNKNOWN_BEFORE_WEIGHTS))
            .toList();
    assertTrue(steps.size() >= 20, report.toString());
    long close = steps.stream().filter(EstimateBenchTest::isClose).count();
    assertTrue(close >= 0.9 * steps.size(), () -> report + "\n" + report.facts());
    Map<String, Object> facts = report.facts().get(0);
    assertEquals(report.byForm().firstKey(), facts.get("form"));
    assertTrue(report.toString().contains(report.byForm().lastKey()), report.toString());
  }

  private static boolean isClose(StepEstimate step) {
    double tolerance = step.clusters() > 0 ? TOLERANCE_OF_REUSE : TOLERANCE;
    return Math.abs(step.instructionsRatio() - 1) <= tolerance
        && step.cyclesRatio().stream().allMatch(ratio -> Math.abs(ratio - 1) <= tolerance);
  }
}
