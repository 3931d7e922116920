package io.github.trec4j.tuning;

import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.CostModel;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The reuse worth trying in one convolution: learned hashes of shared segments, with directions
 * kept or not, down to those directions alone, and of all filters or of a basis; or random hashes
 * and nothing else. What cannot be cheaper than no reuse is left out.
 *
 * @param conv the convolution, of whatever reuse
 * @param input the shape it reads
 * @param hashing where the hash vectors come from
 */
record Candidates(Convolution conv, Shape input, Hashing hashing) {
  private static final int SHORTEST_SEGMENT = 2;
  private static final int LONGEST_SEGMENT = 64;

  /** Of the clusters that there may be, those that are in use at least; data tells how many. */
  private static final double USED = 0.5;

  /** Segments near this length are tried first. */
  private static final double MIDDLE_SEGMENT = 32;

  /** The kernels convolve so many filters at a time. */
  private static final int BASIS_STEP = 16;

  /** The bits of one bucket: no hashing, a single cluster, only directions tell segments apart. */
  private static final int DIRECTIONS_ALONE = 0;

  /** Bits with the shares of a segment's directions and of the filters, 1 for all filters. */
  private record Pattern(int bits, double kept, double basis) {
    Pattern(int bits, double kept) {
      this(bits, kept, 1);
    }
  }

  /** The most promising first. */
  private static final List<Pattern> COARSE =
      List.of(
          new Pattern(4, 1 / 8.0),
          new Pattern(4, 1 / 4.0),
          new Pattern(2, 1 / 4.0, 1 / 4.0),
          new Pattern(DIRECTIONS_ALONE, 1 / 4.0),
          new Pattern(DIRECTIONS_ALONE, 1 / 2.0, 1 / 4.0),
          new Pattern(2, 1 / 4.0, 1 / 2.0),
          new Pattern(6, 1 / 8.0),
          new Pattern(2, 1 / 4.0),
          new Pattern(4, 0),
          new Pattern(DIRECTIONS_ALONE, 1 / 2.0),
          new Pattern(2, 1 / 8.0),
          new Pattern(6, 0),
          new Pattern(DIRECTIONS_ALONE, 1 / 8.0));

  /** Random hashes keep no directions. */
  private static final List<Pattern> COARSE_RANDOM =
      List.of(new Pattern(4, 0), new Pattern(2, 0), new Pattern(6, 0), new Pattern(8, 0));

  /** Returns the cost without reuse. */
  long conventionalCycles() {
    return CostModel.cycles(conv.with(Optional.empty()), input);
  }

  /** Returns the least that a reuse may cost, as far as can be said before it is measured. */
  long leastCycles(Reuse reuse) {
    Convolution reusing = conv.with(Optional.of(reuse));
    double clusters = Math.max(1, USED * CostModel.assumedClusters(reusing, input));
    return CostModel.cycles(reusing, input, clusters);
  }

  /** Returns a few settings of every segment, the most promising first. */
  List<Reuse> coarse() {
    Set<Reuse> found = new LinkedHashSet<>();
    for (Pattern pattern : hashing == Hashing.RANDOM ? COARSE_RANDOM : COARSE) {
      for (int segment : segments()) {
        int kept = (int) Math.round(segment * pattern.kept());
        add(found, segment, pattern.bits(), kept, false, rankOf(pattern.basis()));
      }
    }
    return List.copyOf(found);
  }

  /** Returns the rank of a share of the filters: a multiple of the step, or 0 for all of them. */
  private int rankOf(double share) {
    int some = Math.max(1, (int) Math.round(share * conv.filters() / BASIS_STEP)) * BASIS_STEP;
    return some < conv.filters() ? some : 0;
  }

  private List<Integer> segments() {
    return IntStream.of(Segmentation.validLengths(Sharing.SHARED, conv.kernel(), input.channels()))
        .filter(length -> SHORTEST_SEGMENT <= length && length <= LONGEST_SEGMENT)
        .boxed()
        .sorted(Comparator.comparingDouble(length -> Math.abs(Math.log(length / MIDDLE_SEGMENT))))
        .toList();
  }

  /** Returns settings one step away: bits, directions, reassignment, basis filters. */
  List<Reuse> around(Reuse reuse) {
    Set<Reuse> found = new LinkedHashSet<>();
    int segment = reuse.segment();
    int bits = reuse.maxClusters() == 1 ? DIRECTIONS_ALONE : reuse.bits();
    int kept = reuse.keep();
    int step = Math.max(1, kept / 4);
    boolean reassign = reuse.reassign();
    int rank = reuse.rank();
    add(found, segment, bits, kept, !reassign, rank);
    add(found, segment, bits, kept + step, reassign, rank);
    add(found, segment, bits, kept - step, reassign, rank);
    add(found, segment, bits + 1, kept, reassign, rank);
    add(found, segment, bits - 1, kept, reassign, rank);
    add(found, segment, bits, kept, reassign, lower(rank));
    add(found, segment, bits, kept, reassign, higher(rank));
    found.remove(reuse);
    return List.copyOf(found);
  }

  /** Returns the next lower rank, or 0 where there is none. */
  private int lower(int rank) {
    int all = rank == 0 ? conv.filters() : rank;
    return Math.max(0, (all - 1) / BASIS_STEP * BASIS_STEP + BASIS_STEP - rankStep(all));
  }

  private int higher(int rank) {
    int next = rank + rankStep(rank);
    return rank == 0 || next >= conv.filters() ? 0 : next;
  }

  /** Returns how far apart neighbouring ranks are: a quarter, in steps. */
  private static int rankStep(int rank) {
    return Math.max(1, rank / 4 / BASIS_STEP) * BASIS_STEP;
  }

  private void add(Set<Reuse> found, int segment, int bits, int kept, boolean reassign, int rank) {
    boolean alone = bits == DIRECTIONS_ALONE;
    boolean plain = kept == 0 && rank == 0 && !alone && !reassign;
    boolean possible =
        (plain || hashing == Hashing.LEARNED)
            && bits >= 0
            && bits <= Reuse.MAX_BITS
            && kept >= (alone ? 1 : 0)
            && kept < segment
            && !(alone && reassign);
    if (!possible) {
      return;
    }
    Reuse reuse =
        Reuse.builder(segment)
            .bits(Math.max(Reuse.MIN_BITS, bits))
            .maxClusters(1 << bits)
            .hashing(hashing)
            .reassign(reassign)
            .keep(kept)
            .rank(rank)
            .build();
    if (leastCycles(reuse) < conventionalCycles()) {
      found.add(reuse);
    }
  }

  /** Returns whether a setting can be neither more accurate nor costlier than another. */
  static boolean isWeaker(Reuse reuse, Reuse than) {
    return reuse.segment() == than.segment()
        && reuse.bits() <= than.bits()
        && reuse.maxClusters() <= than.maxClusters()
        && reuse.keep() <= than.keep()
        && basisFilters(reuse) <= basisFilters(than)
        && (than.reassign() || !reuse.reassign());
  }

  private static int basisFilters(Reuse reuse) {
    return reuse.rank() == 0 ? Integer.MAX_VALUE : reuse.rank();
  }
}
