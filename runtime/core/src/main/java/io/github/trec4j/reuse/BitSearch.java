package io.github.trec4j.reuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Chooses the bits of one slice. What it maximises is the variance that clusters explain within
 * each image, {@code sum over clusters of |sum of members|^2 / count}: the rest is the clustering's
 * squared error. A bit is the direction and threshold that explain most beside the other bits;
 * after all are chosen each is moved a little again and again, and the better kept.
 */
final class BitSearch {
  /** Thresholds tried for every direction, in deviations of the projection. */
  private static final double[] LEVELS = {
    -2.2, -1.7, -1.3, -1, -0.75, -0.5, -0.33, -0.16, 0, 0.16, 0.33, 0.5, 0.75, 1, 1.3, 1.7, 2.2
  };

  private static final int MOVES_A_BIT = 60;
  private static final int PAIRED = 5;

  private final CentredSegments sample;
  private final Random random;
  private final float[] projections;
  private final byte[] bins;
  private final int[] buckets;
  private double[] sums = new double[0];
  private int[] counts = new int[0];

  /**
   * A bit.
   *
   * @param set which segments are beyond the threshold along the direction
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Bit(double[] direction, double threshold, boolean[] set) {}

  /** A direction and threshold with the variance that all bits explain together. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Choice(double[] direction, double threshold, double explained) {}

  BitSearch(CentredSegments sample, long seed) {
    this.sample = sample;
    this.random = new Random(seed);
    this.projections = new float[sample.count()];
    this.bins = new byte[sample.count()];
    this.buckets = new int[sample.count()];
  }

  /** Writes the chosen bits into a set of the family. */
  void choose(HashFamily hashes, int set) {
    List<Bit> bits = new ArrayList<>();
    double explained = 0;
    for (int bit = 0; bit < hashes.bits(); bit++) {
      setBuckets(bits);
      Choice best = best(candidates(), bits.size());
      bits.add(bit(best));
      explained = best.explained();
    }
    improve(bits, explained);
    for (int bit = 0; bit < bits.size(); bit++) {
      float[] vector = sample.toSegment(bits.get(bit).direction());
      System.arraycopy(vector, 0, hashes.vectors(), hashes.vectorStart(set, bit), vector.length);
      hashes.thresholds()[set * hashes.bits() + bit] = (float) bits.get(bit).threshold();
    }
  }

  /** Returns the principal directions and the diagonals between the leading ones. */
  private List<double[]> candidates() {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < sample.kept(); i++) {
      all.add(axis(i, 1, i, 0));
    }
    for (int i = 0; i < Math.min(PAIRED, sample.kept()); i++) {
      for (int j = 0; j < i; j++) {
        double half = Math.sqrt(0.5);
        all.add(axis(i, half, j, half));
        all.add(axis(i, half, j, -half));
      }
    }
    return all;
  }

  private double[] axis(int i, double first, int j, double second) {
    double[] direction = new double[sample.kept()];
    direction[i] += first;
    direction[j] += second;
    return direction;
  }

  private Choice best(List<double[]> directions, int otherBits) {
    Choice best = new Choice(directions.get(0), 0, -1);
    for (double[] direction : directions) {
      Choice choice = bestThreshold(direction, otherBits);
      if (choice.explained() > best.explained()) {
        best = choice;
      }
    }
    return best;
  }

  private void improve(List<Bit> bits, double first) {
    double explained = first;
    for (int move = 0; move < MOVES_A_BIT * bits.size(); move++) {
      int moved = move % bits.size();
      List<Bit> others = new ArrayList<>(bits);
      others.remove(moved);
      setBuckets(others);
      double size = 0.5 * Math.pow(0.05, (double) move / (MOVES_A_BIT * bits.size()));
      Choice choice = bestThreshold(perturbed(bits.get(moved).direction(), size), others.size());
      if (choice.explained() > explained) {
        explained = choice.explained();
        bits.set(moved, bit(choice));
      }
    }
  }

  private double[] perturbed(double[] direction, double size) {
    double[] moved = direction.clone();
    double squares = 0;
    for (int i = 0; i < moved.length; i++) {
      moved[i] += size * random.nextGaussian();
      squares += moved[i] * moved[i];
    }
    for (int i = 0; i < moved.length; i++) {
      moved[i] /= Math.sqrt(squares);
    }
    return moved;
  }

  private Bit bit(Choice choice) {
    project(choice.direction());
    boolean[] set = new boolean[projections.length];
    for (int n = 0; n < set.length; n++) {
      set[n] = projections[n] > choice.threshold();
    }
    return new Bit(choice.direction(), choice.threshold(), set);
  }

  private void setBuckets(List<Bit> bits) {
    Arrays.fill(buckets, 0);
    for (int bit = 0; bit < bits.size(); bit++) {
      boolean[] set = bits.get(bit).set();
      for (int n = 0; n < buckets.length; n++) {
        buckets[n] |= set[n] ? 1 << bit : 0;
      }
    }
  }

  private void project(double[] direction) {
    int kept = sample.kept();
    float[] factors = new float[kept];
    for (int d = 0; d < kept; d++) {
      factors[d] = (float) direction[d];
    }
    for (int n = 0; n < projections.length; n++) {
      float sum = 0;
      for (int d = 0; d < kept; d++) {
        sum += sample.values()[n * kept + d] * factors[d];
      }
      projections[n] = sum;
    }
  }

  /** Returns the threshold along a direction that explains most beside the buckets as set. */
  private Choice bestThreshold(double[] direction, int otherBits) {
    project(direction);
    double squares = 0;
    for (float projection : projections) {
      squares += (double) projection * projection;
    }
    double deviation = Math.sqrt(squares / projections.length);
    setBins(deviation);
    double[] explained = new double[LEVELS.length];
    for (int image = 0; image < sample.images(); image++) {
      addImage(image, 1 << otherBits, explained);
    }
    int best = 0;
    for (int level = 1; level < LEVELS.length; level++) {
      best = explained[level] > explained[best] ? level : best;
    }
    return new Choice(direction, LEVELS[best] * deviation, explained[best]);
  }

  /** Sets the number of levels that each projection exceeds. */
  private void setBins(double deviation) {
    for (int n = 0; n < bins.length; n++) {
      int bin = 0;
      while (bin < LEVELS.length && projections[n] > LEVELS[bin] * deviation) {
        bin++;
      }
      bins[n] = (byte) bin;
    }
  }

  /** Adds what one image's clusters explain, for each level as threshold. */
  private void addImage(int image, int bucketCount, double[] explained) {
    int kept = sample.kept();
    int binCount = LEVELS.length + 1;
    clear(bucketCount * binCount, kept);
    int first = image * sample.perImage();
    for (int n = first; n < first + sample.perImage(); n++) {
      int cell = buckets[n] * binCount + bins[n];
      counts[cell]++;
      for (int d = 0; d < kept; d++) {
        sums[cell * kept + d] += sample.values()[n * kept + d];
      }
    }
    for (int bucket = 0; bucket < bucketCount; bucket++) {
      addBucket(bucket * binCount, binCount, explained);
    }
  }

  private void clear(int cells, int kept) {
    if (counts.length < cells) {
      counts = new int[cells];
      sums = new double[cells * kept];
    }
    Arrays.fill(counts, 0, cells, 0);
    Arrays.fill(sums, 0, cells * kept, 0);
  }

  /** Splits one bucket at each level in turn. */
  private void addBucket(int firstCell, int binCount, double[] explained) {
    int kept = sample.kept();
    double[] below = new double[kept];
    double[] above = new double[kept];
    int countAbove = 0;
    for (int cell = firstCell; cell < firstCell + binCount; cell++) {
      countAbove += counts[cell];
      for (int d = 0; d < kept; d++) {
        above[d] += sums[cell * kept + d];
      }
    }
    if (countAbove == 0) {
      return;
    }
    int countBelow = 0;
    for (int level = 0; level < LEVELS.length; level++) {
      int cell = firstCell + level;
      countBelow += counts[cell];
      countAbove -= counts[cell];
      for (int d = 0; d < kept; d++) {
        below[d] += sums[cell * kept + d];
        above[d] -= sums[cell * kept + d];
      }
      explained[level] += squares(below) / Math.max(1, countBelow);
      explained[level] += countAbove == 0 ? 0 : squares(above) / countAbove;
    }
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
