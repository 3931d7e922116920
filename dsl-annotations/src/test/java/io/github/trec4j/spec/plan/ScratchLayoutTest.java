package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.ScratchLayout.Region;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hand-computed sizes; the C kernels refuse to compile with regions that are too small. */
class ScratchLayoutTest {
  private static final Shape CONV2_INPUT = new Shape(14, 14, 64);
  private static final Window KERNEL = Window.square(5, 1, 0);

  @Test
  void phasesShareTheirMemory() {
    ScratchLayout layout =
        ScratchLayout.builder()
            .region("lasting", 8)
            .phase()
            .region("first", 24)
            .phase()
            .region("second", 8)
            .region("third", 8)
            .build();
    assertEquals(
        List.of(
            new Region("lasting", 0, 8),
            new Region("first", 8, 24),
            new Region("second", 8, 8),
            new Region("third", 16, 8)),
        layout.regions());
    assertEquals(32, layout.bytes());
    assertEquals(16, layout.region("third").offset());
    assertThrows(IllegalArgumentException.class, () -> layout.region("fourth"));
  }

  @Test
  void convolutionHoldsTwoColumnsAndOneAsBytes() {
    assertEquals(8000, conventional(64).bytes());
    assertEquals(384, conventional(3).bytes(), "75 entries as 76, rounded up to 8 bytes");
  }

  private static ScratchLayout conventional(int channels) {
    return new ConvPlan(new Conv(64, KERNEL, true), new Shape(14, 14, channels)).scratch();
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 32, 18", "3, 2, 64, 17", "5, 1, 64, 20", "5, 2, 64, 19"})
  void depthwiseRowsNeedTheColumnsUnderEvenlyManyOutputs(
      int size, int stride, int bytes, int columns) {
    DepthwiseConv conv = new DepthwiseConv(Window.square(size, stride, size / 2), true);
    assertEquals(
        bytes * columns, new DepthwisePairsPlan(conv, new Shape(9, 16, 5)).scratch().bytes());
  }

  @Test
  void sharedSegmentsNeedMapCentroidsAndTable() {
    // The second layer of CifarNet: 4 slices of 16 channels, 16 clusters, 25 taps.
    long map = 4 * 4 * 14 * 14;
    long centroids = 4 * 16 * 16 * 2;
    long table = 17 * 25 * 32;
    long sums = 100 * 32;
    Reuse reuse = Reuse.builder(16).bits(4).build();
    assertEquals(map + centroids + 8 + table + sums + 32, conv2(reuse).bytes());
  }

  private static ScratchLayout conv2(Reuse reuse) {
    return new TrecSharedPlan(new TrecConv(64, KERNEL, true, reuse), CONV2_INPUT).scratch();
  }

  @Test
  void largeTablesAreBuiltByKernelRow() {
    long whole = conv2(Reuse.builder(16).bits(8).build()).bytes();
    assertTrue(whole < 128 << 10, "a table of 25 taps alone would take 205 KB: " + whole);
  }

  @Test
  void reassignmentNeedsTheMeansAgain() {
    // One wide segment and a tiny table, so that clustering decides.
    Reuse.Builder reuse = Reuse.builder(64).bits(2);
    int without = pointwise(reuse.build()).bytes();
    int with = pointwise(reuse.reassign(true).build()).bytes();
    assertEquals(4 * (64 * 2 + 4), with - without);
  }

  private static ScratchLayout pointwise(Reuse reuse) {
    TrecConv conv = new TrecConv(4, Window.square(1, 1, 0), true, reuse);
    return new TrecSharedPlan(conv, new Shape(4, 4, 64)).scratch();
  }

  @Test
  void keptDirectionsNeedProjectionsColumnsAndSums() {
    // The first layer of CifarNet by row runs: 28 * 28 outputs, so that sums decide.
    Reuse.Builder reuse = Reuse.builder(15).bits(4);
    int without = conv1(reuse.build()).bytes();
    int with = conv1(reuse.keep(3).build()).bytes();
    int projections = 32 * 28 * 3 + 8;
    int columns = 8 * 2 * 2 * 16;
    int gather = 17 * 5 * 32 + 32;
    assertEquals(projections + columns + 28 * 28 * 32, with - without);
    assertTrue(gather > 2400, "clustering needs less than the table");
  }

  private static ScratchLayout conv1(Reuse reuse) {
    TrecConv conv = new TrecConv(64, KERNEL, true, reuse);
    return new TrecSharedPlan(conv, new Shape(32, 32, 3)).scratch();
  }

  @Test
  void keptDirectionsByWinogradNeedTheSumsOfAllFiltersAndTwoTiles() {
    // The second layer of CifarNet with one slice, 14 directions of which are kept.
    TrecConv conv = new TrecConv(64, KERNEL, true, Reuse.builder(64).bits(2).keep(14).build());
    TrecWinogradPlan plan = TrecWinogradPlan.of(conv, CONV2_INPUT).get(0);
    long map = 4 * 14 * 14;
    long projections = 14 * 14 * 14 + 8;
    long centroids = 4 * 64 * 2;
    long sums = 4 * 100 * 32;
    long projecting = 64 + 2 * 14 * 64;
    long winograd = 2 * 36 * 16 * 2 + 16 * 40 + 560 + 16;
    long gather = 5 * 25 * 32 + 32;
    assertTrue(gather < projecting + winograd);
    assertEquals(
        map + projections + centroids + 8 + sums + projecting + winograd, plan.scratch().bytes());
  }

  @Test
  void sumsPassThroughMemoryOnlyBetweenGroups() {
    assertEquals(0, perSlice(8).region("sums").bytes());
    assertEquals(64 * 32 * 2, perSlice(9).region("sums").bytes());
    assertEquals(64 * 32 * 2, perSlice(9).bytes() - perSlice(8).bytes());
  }

  private static ScratchLayout perSlice(int channels) {
    Reuse reuse = Reuse.builder(1).bits(1).sharing(Sharing.PER_SLICE).build();
    TrecConv conv = new TrecConv(32, Window.square(1, 1, 0), true, reuse);
    return new TrecPerSlicePlan(conv, new Shape(8, 8, channels)).scratch();
  }
}
