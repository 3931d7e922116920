package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Hand-computed sizes; the processor's tests compare with the macros of the C kernels. */
class ScratchTest {
  @Test
  void convolutionHoldsTwoColumnsAndOneAsBytes() {
    assertEquals(8000, Scratch.conv(1600));
    assertEquals(384, Scratch.conv(75), "76 entries, rounded up to 8 bytes");
  }

  @Test
  void sharedSegmentsNeedMapCentroidsAndTable() {
    // The second layer of CifarNet: 4 slices of 16 channels, 16 clusters, 25 taps.
    long map = 4 * 4 * 14 * 14;
    long centroids = 4 * 16 * 16 * 2;
    long table = 17 * 25 * 32;
    long sums = 100 * 32;
    assertEquals(
        map + centroids + 8 + table + sums + 32,
        Scratch.trecShared(14, 14, 64, 5, 0, 10, 10, 16, 1, 4, 16, false, 0));
  }

  @Test
  void largeTablesAreBuiltByKernelRow() {
    long whole = Scratch.trecShared(14, 14, 64, 5, 0, 10, 10, 16, 1, 8, 256, false, 0);
    assertTrue(whole < 128 << 10, "a table of 25 taps alone would take 205 KB: " + whole);
  }

  @Test
  void reassignmentNeedsTheMeansAgain() {
    // One wide segment and a tiny table, so that clustering decides.
    long without = Scratch.trecShared(4, 4, 64, 1, 0, 4, 4, 64, 1, 2, 4, false, 0);
    long with = Scratch.trecShared(4, 4, 64, 1, 0, 4, 4, 64, 1, 2, 4, true, 0);
    assertEquals(4 * (64 * 2 + 4), with - without);
  }

  @Test
  void keptDirectionsNeedProjectionsColumnsAndSums() {
    // The first layer of CifarNet by row runs: 28 * 28 outputs, so that sums decide.
    long without = Scratch.trecShared(32, 32, 3, 5, 0, 28, 28, 15, 5, 4, 16, false, 0);
    long with = Scratch.trecShared(32, 32, 3, 5, 0, 28, 28, 15, 5, 4, 16, false, 3);
    long projections = 32 * 28 * 3 + 8;
    long columns = 8 * 2 * 2 * 16;
    long gather = 17 * 5 * 32 + 32;
    assertEquals(projections + columns + 28 * 28 * 32, with - without);
    assertTrue(gather > 2400, "clustering needs less than the table");
  }

  @Test
  void sumsPassThroughMemoryOnlyBetweenGroups() {
    long oneGroup = Scratch.trecPerSlice(8, 1, 8, 8, 32, 1, 1, 2, false);
    long twoGroups = Scratch.trecPerSlice(9, 1, 8, 8, 32, 1, 1, 2, false);
    assertEquals(64 * 32 * 2, twoGroups - oneGroup);
  }
}
