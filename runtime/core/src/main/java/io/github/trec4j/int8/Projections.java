package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import java.util.function.IntBinaryOperator;

/** The projections of shared segments on directions: mirrors {@code trec4j_trec_project}. */
final class Projections {
  private final SharedSegments segments;
  private final byte[] directions;
  private final int[] bias;

  /**
   * Of a convolution that keeps directions.
   *
   * @param directions {@code [slices][keep][L]}; not copied
   * @param bias {@code [slices][keep]}; not copied
   */
  Projections(TrecConv conv, Shape input, int zeroPoint, byte[] directions, int[] bias) {
    this.segments = new SharedSegments(conv, input, zeroPoint);
    this.directions = directions;
    this.bias = bias;
  }

  /**
   * Returns the largest magnitude of each direction's projections in one image, before scaling.
   *
   * @param input {@code [H, W, C]}
   * @return {@code [slices][keep]}
   */
  int[] largest(byte[] input) {
    int[] all = project(input, (direction, projection) -> Math.abs(projection));
    int[] largest = new int[bias.length];
    for (int i = 0; i < all.length; i++) {
      int direction = i % bias.length;
      largest[direction] = Math.max(largest[direction], all[i]);
    }
    return largest;
  }

  /**
   * Returns the projections of one image in int8.
   *
   * @param multipliers {@code [slices][keep]}
   * @return {@code [segments][slices][keep]}
   */
  int[] of(byte[] input, int[] multipliers) {
    return project(
        input,
        (direction, projection) ->
            Arithmetic.clamp(
                Arithmetic.multiplyHigh(projection, multipliers[direction]),
                Byte.MIN_VALUE,
                Byte.MAX_VALUE));
  }

  private int[] project(byte[] input, IntBinaryOperator scaling) {
    int slices = segments.segmentation().slices();
    int perSlice = segments.segmentation().perSlice();
    int keep = bias.length / slices;
    int[] projections = new int[perSlice * bias.length];
    byte[] segment = new byte[segments.segmentation().length()];
    for (int n = 0; n < perSlice; n++) {
      for (int slice = 0; slice < slices; slice++) {
        segments.copy(input, slice, n, segment, 0);
        for (int direction = slice * keep; direction < (slice + 1) * keep; direction++) {
          projections[n * bias.length + direction] =
              scaling.applyAsInt(direction, projection(segment, direction));
        }
      }
    }
    return projections;
  }

  private int projection(byte[] segment, int direction) {
    int sum = bias[direction];
    for (int l = 0; l < segment.length; l++) {
      sum += segment[l] * directions[direction * segment.length + l];
    }
    return sum;
  }
}
