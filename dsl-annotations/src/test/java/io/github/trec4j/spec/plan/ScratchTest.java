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
        Scratch.trecShared(14, 14, 64, 5, 0, 10, 10, 16, 1, 4, 16, false));
  }

  @Test
  void largeTablesAreBuiltByKernelRow() {
    long whole = Scratch.trecShared(14, 14, 64, 5, 0, 10, 10, 16, 1, 8, 256, false);
    assertTrue(whole < 128 << 10, "a table of 25 taps alone would take 205 KB: " + whole);
  }

  @Test
  void reassignmentNeedsTheMeansAgain() {
    // One wide segment and a tiny table, so that clustering decides.
    long without = Scratch.trecShared(4, 4, 64, 1, 0, 4, 4, 64, 1, 2, 4, false);
    long with = Scratch.trecShared(4, 4, 64, 1, 0, 4, 4, 64, 1, 2, 4, true);
    assertEquals(4 * (64 * 2 + 4), with - without);
  }

  @Test
  void sumsPassThroughMemoryOnlyBetweenGroups() {
    long oneGroup = Scratch.trecPerSlice(8, 1, 8, 8, 32, 1, 1, 2, false);
    long twoGroups = Scratch.trecPerSlice(9, 1, 8, 8, 32, 1, 1, 2, false);
    assertEquals(64 * 32 * 2, twoGroups - oneGroup);
  }
}
