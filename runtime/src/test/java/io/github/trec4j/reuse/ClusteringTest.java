package io.github.trec4j.reuse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clustering against the rules written out plainly. */
final class ClusteringTest {
  private static final Shape INPUT = new Shape(6, 5, 8);

  @ParameterizedTest
  @CsvSource({
    // segment, bits, most clusters, sharing, hashing, reassign
    "4, 3, 8, SHARED, LEARNED, false",
    "4, 3, 8, SHARED, LEARNED, true",
    "8, 4, 5, SHARED, LEARNED, true",
    "2, 8, 256, SHARED, RANDOM, false",
    "24, 2, 4, SHARED, LEARNED, false",
    "24, 3, 1, SHARED, RANDOM, true",
    "12, 3, 6, PER_SLICE, LEARNED, true",
    "9, 4, 16, PER_SLICE, RANDOM, false"
  })
  void agreesWithThePlainRules(
      int segment, int bits, int most, Sharing sharing, Hashing hashing, boolean reassign) {
    Reuse reuse = new Reuse(segment, bits, most, sharing, hashing, HashGradient.NONE, reassign, 0);
    Op.Conv op = new Op.Conv(4, new Window(3, 1, 1), true, Optional.of(reuse));
    Segmentation segments = Segmentation.of(op, INPUT);
    HashFamily hashes = hashes(segments, bits);
    Clustering clustering = new Clustering(segments, reuse, hashes);
    float[] rows = normal(clustering.rowsSize(), 3);
    float[] expected = rows.clone();
    byte[] assignment = new byte[clustering.segmentCount()];
    int clusters = clustering.replace(rows, 0, assignment, 0);
    assertEquals(plain(segments, reuse, hashes, expected), clusters);
    assertArrayEquals(expected, rows, 1e-5f);
  }

  @Test
  void gradientBecomesTheMeanOfItsCluster() {
    Reuse reuse = new Reuse(8, 2, 4, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, false, 0);
    Segmentation segments =
        Segmentation.of(new Op.Conv(4, new Window(1, 1, 0), true, Optional.of(reuse)), INPUT);
    Clustering clustering = new Clustering(segments, reuse, hashes(segments, 2));
    float[] rows = new float[clustering.rowsSize()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    byte[] assignment = new byte[clustering.segmentCount()];
    assignment[1] = 3;
    assignment[2] = 3;
    clustering.average(rows, 0, assignment, 0);
    assertEquals(12f, rows[8], 1e-6f);
    assertEquals(12f, rows[16], 1e-6f);
    assertEquals(rows[0], rows[24], 0f);
  }

  @Test
  void learnedBitsMakeTighterClustersThanRandomOnes() {
    Reuse reuse = new Reuse(8, 3, 8, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, false, 0);
    Shape shape = new Shape(16, 16, 8);
    Op.Conv op = new Op.Conv(4, new Window(3, 1, 1), true, Optional.of(reuse));
    Segmentation segments = Segmentation.of(op, shape);
    int images = 8;
    float[] rows = prototypes(images * 256, 8);
    HashFamily hashes = hashes(segments, 3);
    RandomHashing.draw(hashes, 0, 1);
    double random = error(segments, reuse, hashes, rows, images);
    float[] weights = new float[4 * 72]; // no filter: all directions count alike
    Metric metric = new Metric(segments, weights, new float[] {1, 1, 1, 1});
    LearnedHashing.learn(segments, hashes, rows, images, metric, 1, new Workers(1));
    double learned = error(segments, reuse, hashes, rows, images);
    assertTrue(learned < 0.5 * random, learned + " against " + random);
  }

  private static double error(
      Segmentation segments, Reuse reuse, HashFamily hashes, float[] rows, int images) {
    Clustering clustering = new Clustering(segments, reuse, hashes);
    float[] replaced = rows.clone();
    double sum = 0;
    for (int image = 0; image < images; image++) {
      clustering.replace(
          replaced, image * clustering.rowsSize(), new byte[clustering.segmentCount()], 0);
    }
    for (int i = 0; i < rows.length; i++) {
      sum += Math.pow(rows[i] - replaced[i], 2);
    }
    return sum;
  }

  /** Noisy copies of six vectors. */
  private static float[] prototypes(int count, int length) {
    Random random = new Random(11);
    float[] centres = normal(6 * length, 12);
    float[] values = new float[count * length];
    for (int n = 0; n < count; n++) {
      int centre = random.nextInt(6);
      for (int l = 0; l < length; l++) {
        values[n * length + l] =
            2 * centres[centre * length + l] + 0.3f * (float) random.nextGaussian();
      }
    }
    return values;
  }

  private static HashFamily hashes(Segmentation segments, int bits) {
    int sets = segments.hashSets();
    return new HashFamily(
        sets,
        bits,
        segments.length(),
        normal(sets * bits * segments.length(), 1),
        normal(sets * bits, 2));
  }

  private static float[] normal(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Replaces all segments by the rules, one at a time, and returns the clusters. */
  private static int plain(Segmentation segments, Reuse reuse, HashFamily hashes, float[] rows) {
    int clusters = 0;
    for (int slice = 0; slice < segments.slices(); slice++) {
      List<float[]> all = new ArrayList<>();
      for (int n = 0; n < segments.perSlice(); n++) {
        int start = (n * segments.slices() + slice) * segments.length();
        all.add(Arrays.copyOfRange(rows, start, start + segments.length()));
      }
      int[] cluster = clusterOf(all, reuse, hashes, hashes.sets() == 1 ? 0 : slice);
      int count = new TreeSet<>(Arrays.stream(cluster).boxed().toList()).size();
      float[][] centroids = centroids(all, cluster, count);
      if (reuse.reassign()) {
        for (int n = 0; n < cluster.length; n++) {
          cluster[n] = nearest(all.get(n), centroids);
        }
        centroids = centroids(all, cluster, count);
      }
      for (int n = 0; n < cluster.length; n++) {
        int start = (n * segments.slices() + slice) * segments.length();
        System.arraycopy(centroids[cluster[n]], 0, rows, start, segments.length());
      }
      clusters += count;
    }
    return clusters;
  }

  private static int[] clusterOf(List<float[]> all, Reuse reuse, HashFamily hashes, int set) {
    float[] mean = centroids(all, new int[all.size()], 1)[0];
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] cluster = new int[all.size()];
    for (int n = 0; n < cluster.length; n++) {
      int bucket = 0;
      for (int bit = 0; bit < hashes.bits(); bit++) {
        double projection = 0;
        for (int l = 0; l < mean.length; l++) {
          double value = all.get(n)[l] - (reuse.centred() ? mean[l] : 0);
          projection += value * hashes.vectors()[hashes.vectorStart(set, bit) + l];
        }
        bucket += projection > hashes.threshold(set, bit) ? 1 << bit : 0;
      }
      int next = Math.min(numbers.size(), reuse.maxClusters() - 1);
      numbers.putIfAbsent(bucket, next);
      cluster[n] = numbers.get(bucket);
    }
    return cluster;
  }

  private static float[][] centroids(List<float[]> all, int[] cluster, int count) {
    int length = all.get(0).length;
    float[][] sums = new float[count][length];
    int[] members = new int[count];
    for (int n = 0; n < cluster.length; n++) {
      members[cluster[n]]++;
      for (int l = 0; l < length; l++) {
        sums[cluster[n]][l] += all.get(n)[l];
      }
    }
    for (int c = 0; c < count; c++) {
      for (int l = 0; l < length; l++) {
        sums[c][l] /= Math.max(1, members[c]);
      }
    }
    return sums;
  }

  private static int nearest(float[] segment, float[][] centroids) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centroids.length; c++) {
      double distance = 0;
      for (int l = 0; l < segment.length; l++) {
        distance += Math.pow(segment[l] - centroids[c][l], 2);
      }
      if (distance < least) {
        least = distance;
        best = c;
      }
    }
    return best;
  }
}
