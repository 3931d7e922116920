package io.github.trec4j.reuse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clustering against the rules written out plainly. */
final class ClusteringTest {
  private static final Shape INPUT = new Shape(6, 5, 8);
  private static final float[] NONE = {};

  @ParameterizedTest
  @CsvSource({
    // segment, bits, most clusters, sharing, hashing, reassign, keep
    "4, 3, 8, SHARED, LEARNED, false, 0",
    "4, 3, 8, SHARED, LEARNED, true, 0",
    "8, 4, 5, SHARED, LEARNED, true, 0",
    "2, 8, 256, SHARED, RANDOM, false, 0",
    "24, 2, 4, SHARED, LEARNED, false, 0",
    "24, 3, 1, SHARED, RANDOM, true, 0",
    "12, 3, 6, PER_SLICE, LEARNED, true, 0",
    "9, 4, 16, PER_SLICE, RANDOM, false, 0",
    "4, 3, 8, SHARED, LEARNED, false, 2",
    "4, 3, 6, SHARED, LEARNED, true, 1",
    "24, 4, 16, SHARED, LEARNED, true, 5",
    "8, 1, 1, SHARED, LEARNED, false, 4"
  })
  void agreesWithThePlainRules(
      int segment,
      int bits,
      int most,
      Sharing sharing,
      Hashing hashing,
      boolean reassign,
      int keep) {
    Reuse reuse =
        Reuse.builder(segment)
            .bits(bits)
            .maxClusters(most)
            .sharing(sharing)
            .hashing(hashing)
            .reassign(reassign)
            .keep(keep)
            .build();
    TrecConv op = new TrecConv(4, Window.square(3, 1, 1), true, reuse);
    Segmentation segments = Segmentation.of(op, INPUT);
    HashFamily hashes = hashes(segments, bits);
    float[] directions = directions(segments, keep);
    Clustering clustering = new Clustering(segments, reuse, hashes, directions);
    float[] rows = normal(clustering.rowsSize(), 3);
    float[] expected = rows.clone();
    byte[] assignment = new byte[clustering.segmentCount()];
    int clusters = clustering.replace(rows, 0, assignment, 0);
    assertEquals(plain(segments, reuse, hashes, directions, expected), clusters);
    assertArrayEquals(expected, rows, 1e-5f);
  }

  @Test
  void learnedDirectionsAreOrthonormalAndUnseenByHashes() {
    Reuse reuse = Reuse.builder(8).bits(3).keep(2).build();
    TrecConv op = new TrecConv(4, Window.square(3, 1, 1), true, reuse);
    Segmentation segments = Segmentation.of(op, new Shape(16, 16, 16));
    HashFamily hashes = hashes(segments, 3);
    float[] directions = new float[2 * 2 * 8];
    Metric metric = new Metric(segments, normal(4 * 144, 5), new float[] {1, 2, 1, 1});
    float[] rows = normal(3 * 256 * 16, 6);
    new LearnedHashing(segments, hashes, directions, metric, 1).learn(rows, 3, new Workers(2));
    for (int slice = 0; slice < 2; slice++) {
      int first = slice * 16;
      assertEquals(1, product(directions, first, directions, first), 1e-5);
      assertEquals(1, product(directions, first + 8, directions, first + 8), 1e-5);
      assertEquals(0, product(directions, first, directions, first + 8), 1e-5);
      for (int bit = 0; bit < 3; bit++) {
        int vector = hashes.vectorStart(slice, bit);
        assertEquals(0, product(directions, first, hashes.vectors(), vector), 1e-5);
        assertEquals(0, product(directions, first + 8, hashes.vectors(), vector), 1e-5);
      }
    }
  }

  private static double product(float[] a, int firstA, float[] b, int firstB) {
    double sum = 0;
    for (int l = 0; l < 8; l++) {
      sum += (double) a[firstA + l] * b[firstB + l];
    }
    return sum;
  }

  @Test
  void gradientBecomesTheMeanOfItsCluster() {
    Reuse reuse = Reuse.builder(8).bits(2).build();
    Segmentation segments =
        Segmentation.of(new TrecConv(4, Window.square(1, 1, 0), true, reuse), INPUT);
    Clustering clustering = new Clustering(segments, reuse, hashes(segments, 2), NONE);
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
    Reuse reuse = Reuse.builder(8).bits(3).build();
    Shape shape = new Shape(16, 16, 8);
    TrecConv op = new TrecConv(4, Window.square(3, 1, 1), true, reuse);
    Segmentation segments = Segmentation.of(op, shape);
    int images = 8;
    float[] rows = prototypes(images * 256, 8);
    HashFamily hashes = hashes(segments, 3);
    RandomHashing.draw(hashes, 0, 1);
    double random = error(segments, reuse, hashes, rows, images);
    float[] weights = new float[4 * 72]; // no filter: all directions count alike
    Metric metric = new Metric(segments, weights, new float[] {1, 1, 1, 1});
    new LearnedHashing(segments, hashes, NONE, metric, 1).learn(rows, images, new Workers(1));
    double learned = error(segments, reuse, hashes, rows, images);
    assertTrue(learned < 0.5 * random, learned + " against " + random);
  }

  private static double error(
      Segmentation segments, Reuse reuse, HashFamily hashes, float[] rows, int images) {
    Clustering clustering = new Clustering(segments, reuse, hashes, NONE);
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

  /** Sums of neighbouring values: orthonormal where there are two values a direction. */
  private static float[] directions(Segmentation segments, int keep) {
    float[] directions = new float[segments.slices() * keep * segments.length()];
    for (int i = 0; i < segments.slices() * keep; i++) {
      int place = i * segments.length() + i % keep * 2;
      directions[place] = (float) Math.sqrt(0.5);
      directions[place + 1] = (float) Math.sqrt(0.5);
    }
    return directions;
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
  private static int plain(
      Segmentation segments, Reuse reuse, HashFamily hashes, float[] directions, float[] rows) {
    int clusters = 0;
    for (int slice = 0; slice < segments.slices(); slice++) {
      List<float[]> all = new ArrayList<>();
      for (int n = 0; n < segments.perSlice(); n++) {
        int start = (n * segments.slices() + slice) * segments.length();
        all.add(Arrays.copyOfRange(rows, start, start + segments.length()));
      }
      int[] cluster = clusterOf(all, reuse, hashes, hashes.sets() == 1 ? 0 : slice);
      int count = new TreeSet<>(Arrays.stream(cluster).boxed().toList()).size();
      List<float[]> rest = new ArrayList<>();
      for (float[] segment : all) {
        int first = slice * reuse.keep() * segments.length();
        rest.add(rest(segment, directions, first, reuse.keep()));
      }
      float[][] centroids = centroids(rest, cluster, count);
      if (reuse.reassign()) {
        for (int n = 0; n < cluster.length; n++) {
          cluster[n] = nearest(rest.get(n), centroids);
        }
        centroids = centroids(rest, cluster, count);
      }
      for (int n = 0; n < cluster.length; n++) {
        int start = (n * segments.slices() + slice) * segments.length();
        for (int l = 0; l < segments.length(); l++) {
          float kept = all.get(n)[l] - rest.get(n)[l];
          rows[start + l] = kept + centroids[cluster[n]][l];
        }
      }
      clusters += count;
    }
    return clusters;
  }

  /** Returns what remains of a segment beside its slice's directions. */
  private static float[] rest(float[] segment, float[] directions, int first, int keep) {
    float[] rest = segment.clone();
    for (int direction = 0; direction < keep; direction++) {
      int start = first + direction * segment.length;
      double projection = 0;
      for (int l = 0; l < segment.length; l++) {
        projection += segment[l] * directions[start + l];
      }
      for (int l = 0; l < segment.length; l++) {
        rest[l] -= (float) (projection * directions[start + l]);
      }
    }
    return rest;
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
