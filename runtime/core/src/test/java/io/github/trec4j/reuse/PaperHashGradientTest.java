package io.github.trec4j.reuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.spec.op.Segmentation;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The paper's hash gradient against differences of the smooth stand-in that it belongs to. */
final class PaperHashGradientTest {
  private static final int LENGTH = 4;
  private static final int COUNT = 40;
  private static final int BITS = 3;
  private static final Segmentation SEGMENTS =
      new Segmentation(Segmentation.Form.PIXEL_SLICE, LENGTH, 1, 9, COUNT, 1);

  private final Random random = new Random(4);
  private final HashFamily hashes =
      new HashFamily(1, BITS, LENGTH, new float[BITS * LENGTH], new float[BITS]);
  private final float[] rows = new float[COUNT * LENGTH];
  private final float[] means = new float[COUNT * LENGTH];

  @Test
  void agreesWithDifferencesOfTheSmoothStandIn() {
    RandomHashing.draw(hashes, PaperHashGradient.threshold(BITS), 2);
    placeSegmentsNearThresholds();
    double[][] byCentroid = gradientsByBucket();
    PaperHashGradient paper = new PaperHashGradient(SEGMENTS, hashes);
    paper.add(rows, means, 0);
    float[] analytic = new float[BITS * LENGTH];
    paper.moveTo(analytic);
    double squaredError = 0;
    double squares = 0;
    for (int i = 0; i < analytic.length; i++) {
      double numeric = difference(i, byCentroid);
      squaredError += Math.pow(numeric - analytic[i], 2);
      squares += numeric * numeric;
    }
    assertTrue(squares > 0, "the stand-in must depend on the hash vectors");
    assertEquals(0, Math.sqrt(squaredError / squares), 0.02);
  }

  /** Moves each segment to within the sigmoid's slope of one vector's threshold. */
  private void placeSegmentsNearThresholds() {
    for (int n = 0; n < COUNT; n++) {
      for (int l = 0; l < LENGTH; l++) {
        rows[n * LENGTH + l] = (float) random.nextGaussian();
      }
      int bit = n % BITS;
      double wanted = hashes.threshold(0, bit) + 2e-4 * random.nextGaussian();
      double squares = 0;
      for (int l = 0; l < LENGTH; l++) {
        squares += Math.pow(hashes.vectors()[bit * LENGTH + l], 2);
      }
      double move = (wanted - project(n, bit, hashes.vectors())) / squares;
      for (int l = 0; l < LENGTH; l++) {
        rows[n * LENGTH + l] += (float) (move * hashes.vectors()[bit * LENGTH + l]);
      }
    }
  }

  private double project(int n, int bit, float[] vectors) {
    double sum = 0;
    for (int l = 0; l < LENGTH; l++) {
      sum += (double) rows[n * LENGTH + l] * vectors[bit * LENGTH + l];
    }
    return sum;
  }

  /** Draws a gradient for each bucket, and gives it to the bucket's members. */
  private double[][] gradientsByBucket() {
    double[][] gradients = new double[1 << BITS][];
    for (int n = 0; n < COUNT; n++) {
      int bucket = 0;
      for (int bit = 0; bit < BITS; bit++) {
        bucket |= project(n, bit, hashes.vectors()) > hashes.threshold(0, bit) ? 1 << bit : 0;
      }
      if (gradients[bucket] == null) {
        gradients[bucket] = random.doubles(LENGTH, -1, 1).toArray();
      }
      for (int l = 0; l < LENGTH; l++) {
        means[n * LENGTH + l] = (float) gradients[bucket][l];
      }
    }
    return gradients;
  }

  private double difference(int place, double[][] byCentroid) {
    double[] vectors = new double[BITS * LENGTH];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = hashes.vectors()[i];
    }
    double step = 1e-7;
    vectors[place] += step;
    double above = loss(vectors, byCentroid);
    vectors[place] -= 2 * step;
    double below = loss(vectors, byCentroid);
    return (above - below) / (2 * step);
  }

  /** The loss's part that depends on the transformation matrix, linear in it. */
  private double loss(double[] vectors, double[][] byCentroid) {
    double sigma = 1.0 / (5 << BITS);
    double sum = 0;
    for (int n = 0; n < COUNT; n++) {
      double id = 0;
      for (int bit = 0; bit < BITS; bit++) {
        double projection = 0;
        for (int l = 0; l < LENGTH; l++) {
          projection += rows[n * LENGTH + l] * vectors[bit * LENGTH + l];
        }
        id += PaperHashGradient.bit(projection, hashes.threshold(0, bit)) * (1 << bit);
      }
      for (int bucket = 0; bucket < byCentroid.length; bucket++) {
        if (byCentroid[bucket] != null) {
          double dot = 0;
          for (int l = 0; l < LENGTH; l++) {
            dot += rows[n * LENGTH + l] * byCentroid[bucket][l];
          }
          sum += dot * PaperHashGradient.entry(id, bucket, sigma);
        }
      }
    }
    return sum;
  }
}
