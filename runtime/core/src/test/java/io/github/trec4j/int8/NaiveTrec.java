package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One slice of one image of a reuse convolution, as literally as {@link NaiveReference}. */
final class NaiveTrec {
  private final TrecConv conv;
  private final Reuse reuse;
  private final Shape shape;
  private final Shape output;
  private final Segmentation segments;
  private final TrecParameters params;
  private final int slice;
  private final List<long[]> values = new ArrayList<>();
  private final Map<List<Integer>, Integer> places = new HashMap<>();
  private final List<Integer> ids = new ArrayList<>();
  private final List<long[]> centroids = new ArrayList<>();
  private final List<long[]> rests = new ArrayList<>();

  private NaiveTrec(TrecConv conv, Shape shape, TrecParameters params, byte[] input, int slice) {
    this.conv = conv;
    this.reuse = conv.reuse();
    this.shape = shape;
    this.output = conv.outputOf(shape);
    this.segments = Segmentation.of(conv, shape);
    this.params = params;
    this.slice = slice;
    cut(input);
    cluster();
    means();
    if (reuse.reassign()) {
      reassign();
      means();
    }
  }

  static byte[] run(TrecConv conv, Shape shape, TrecParameters params, byte[] input) {
    Segmentation segments = Segmentation.of(conv, shape);
    long[] sums = new long[conv.outputOf(shape).size()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = start(conv, shape, params, input, i);
    }
    for (int slice = 0; slice < segments.slices(); slice++) {
      NaiveTrec clustered = new NaiveTrec(conv, shape, params, input, slice);
      for (int i = 0; i < sums.length; i++) {
        for (int tap = 0; tap < segments.taps(); tap++) {
          sums[i] = clustered.gather(sums[i], i, tap);
        }
      }
    }
    byte[] result = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      result[i] =
          (byte) NaiveReference.clamp(sums[i] >> params.shift(), params.low(), params.high());
    }
    return result;
  }

  /** Returns what output i begins with: its bias, and the exact part where there is one. */
  private static long start(
      TrecConv conv, Shape shape, TrecParameters params, byte[] input, int i) {
    int m = i % conv.filters();
    if (params.kept().isEmpty()) {
      return params.bias()[m];
    }
    KeptParameters exact = params.kept().get();
    Segmentation segments = Segmentation.of(conv, shape);
    int keep = conv.reuse().keep();
    Shape output = conv.outputOf(shape);
    int ox = i / conv.filters() % output.width();
    int oy = i / conv.filters() / output.width();
    long sum = 0;
    int k = m * exact.entries();
    for (int tap = 0; tap < segments.taps(); tap++) {
      for (int slice = 0; slice < segments.slices(); slice++) {
        for (int r = 0; r < keep; r++) {
          int direction = slice * keep + r;
          sum +=
              exact.weights()[k++] * z(conv, shape, params, input, oy, ox, tap, slice, direction);
        }
      }
    }
    return NaiveReference.clamp(
        params.bias()[m] + NaiveReference.multiplyHigh(sum, exact.multipliers()[m]), -32768, 32767);
  }

  /** Returns the projection that an output reads by a tap, read from the input by coordinates. */
  private static long z(
      TrecConv conv,
      Shape shape,
      TrecParameters params,
      byte[] input,
      int oy,
      int ox,
      int tap,
      int slice,
      int direction) {
    KeptParameters exact = params.kept().orElseThrow();
    Segmentation segments = Segmentation.of(conv, shape);
    Window window = conv.kernel();
    boolean row = segments.form() == Segmentation.Form.ROW_RUN;
    int y = oy * window.strideY() - window.top() + (row ? tap : tap / window.width());
    int x = ox * window.strideX() - window.left() + (row ? 0 : tap % window.width());
    if (y < 0 || y >= shape.height() || (!row && (x < 0 || x >= shape.width()))) {
      return 0;
    }
    long sum = 0;
    for (int l = 0; l < segments.length(); l++) {
      int channel = row ? l % shape.channels() : slice * segments.length() + l;
      int at = row ? x + l / shape.channels() : x;
      long value =
          NaiveReference.at(input, shape, y, at, channel, params.inputZeroPoint())
              - params.inputZeroPoint();
      sum += value * exact.directions()[direction * segments.length() + l];
    }
    long scaled = NaiveReference.multiplyHigh(sum, exact.directionMultipliers()[direction]);
    return NaiveReference.clamp(scaled, -128, 127);
  }

  private void cut(byte[] input) {
    boolean pixels = segments.form() == Segmentation.Form.PIXEL_SLICE;
    boolean rows = segments.form() == Segmentation.Form.ROW_RUN;
    int height = pixels || rows ? shape.height() : output.height();
    int width = pixels ? shape.width() : output.width();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        long[] segment = new long[segments.length()];
        for (int l = 0; l < segment.length; l++) {
          segment[l] = value(input, y, x, l);
        }
        places.put(List.of(y, x), values.size());
        values.add(segment);
      }
    }
  }

  private long value(byte[] input, int y, int x, int l) {
    Window window = conv.kernel();
    int left = x * window.strideX() - window.left();
    int channels = shape.channels();
    int zero = params.inputZeroPoint();
    int k = slice * segments.length() + l;
    return switch (segments.form()) {
      case PIXEL_SLICE -> NaiveReference.at(input, shape, y, x, k, zero);
      case ROW_RUN -> NaiveReference.at(input, shape, y, left + l / channels, l % channels, zero);
      case IM2ROW_SLICE -> {
        int ky = y * window.strideY() - window.top() + k / channels / window.width();
        int kx = left + k / channels % window.width();
        yield NaiveReference.at(input, shape, ky, kx, k % channels, zero);
      }
    };
  }

  private long projection(long[] segment, int hash) {
    long sum = 0;
    for (int l = 0; l < segment.length; l++) {
      sum += segment[l] * params.hashVectors()[hash * segment.length + l];
    }
    return sum;
  }

  private void cluster() {
    int set = segments.hashSets() == 1 ? 0 : slice;
    Map<Integer, Integer> clusterOf = new HashMap<>();
    for (long[] segment : values) {
      int bucket = 0;
      for (int j = 0; j < reuse.bits(); j++) {
        int hash = set * reuse.bits() + j;
        bucket += projection(segment, hash) > limit(hash) ? 1 << j : 0;
      }
      if (!clusterOf.containsKey(bucket)) {
        clusterOf.put(bucket, Math.min(clusterOf.size(), reuse.maxClusters() - 1));
        if (centroids.size() < reuse.maxClusters()) {
          centroids.add(new long[segment.length]);
        }
      }
      ids.add(clusterOf.get(bucket));
    }
  }

  private long limit(int hash) {
    long limit = params.thresholds()[hash];
    if (reuse.centred()) {
      long total = values.stream().mapToLong(segment -> projection(segment, hash)).sum();
      limit += Math.floorDiv(total, (long) values.size());
    }
    return limit;
  }

  private void means() {
    for (int c = 0; c < centroids.size(); c++) {
      List<long[]> members = new ArrayList<>();
      for (int n = 0; n < ids.size(); n++) {
        if (ids.get(n) == c) {
          members.add(values.get(n));
        }
      }
      for (int l = 0; l < segments.length() && !members.isEmpty(); l++) {
        int index = l;
        long sum = members.stream().mapToLong(member -> member[index]).sum();
        centroids.get(c)[l] =
            NaiveReference.roundedMean(sum, members.size()) - params.inputZeroPoint();
      }
    }
  }

  private void reassign() {
    if (params.kept().isPresent()) {
      for (int c = 0; c < centroids.size(); c++) {
        long[] rest = new long[segments.length()];
        for (int l = 0; l < rest.length; l++) {
          rest[l] = left(c, l);
        }
        rests.add(rest);
      }
    }
    for (int n = 0; n < ids.size(); n++) {
      int nearest = 0;
      for (int c = 1; c < centroids.size(); c++) {
        nearest = distance(n, c) < distance(n, nearest) ? c : nearest;
      }
      ids.set(n, nearest);
    }
  }

  /** Returns what the kept directions leave of a centroid's value. */
  private long left(int c, int l) {
    KeptParameters exact = params.kept().orElseThrow();
    int length = segments.length();
    long sum = 0;
    for (int r = slice * reuse.keep(); r < (slice + 1) * reuse.keep(); r++) {
      long along = 0;
      for (int i = 0; i < length; i++) {
        along += centroids.get(c)[i] * exact.directions()[r * length + i];
      }
      long scaled = NaiveReference.multiplyHigh(along, exact.directionSquares()[r]);
      sum += Math.floorDiv(scaled * exact.directions()[r * length + l] + 128, 256L);
    }
    return NaiveReference.clamp(centroids.get(c)[l] - Math.floorDiv(sum + 8, 16L), -2047, 2047);
  }

  private long distance(int n, int c) {
    long sum = 0;
    if (!rests.isEmpty()) {
      for (int l = 0; l < segments.length(); l++) {
        long value = values.get(n)[l] - params.inputZeroPoint();
        sum += rests.get(c)[l] * (rests.get(c)[l] - 2 * value);
      }
      return sum;
    }
    for (int l = 0; l < segments.length(); l++) {
      long difference = values.get(n)[l] - params.inputZeroPoint() - centroids.get(c)[l];
      sum += difference * difference;
    }
    return sum;
  }

  /** Returns the sum with the tap's product added for output i. */
  private long gather(long sum, int i, int tap) {
    int m = i % output.channels();
    int ox = i / output.channels() % output.width();
    int oy = i / output.channels() / output.width();
    Window window = conv.kernel();
    int top = oy * window.strideY() - window.top();
    int left = ox * window.strideX() - window.left();
    List<Integer> place =
        switch (segments.form()) {
          case PIXEL_SLICE -> List.of(top + tap / window.width(), left + tap % window.width());
          case ROW_RUN -> List.of(top + tap, ox);
          case IM2ROW_SLICE -> List.of(oy, ox);
        };
    Integer n = places.get(place);
    if (n == null) {
      return sum;
    }
    long product = 0;
    for (int l = 0; l < segments.length(); l++) {
      int k = segments.weightIndex(slice, tap, l);
      product += centroids.get(ids.get(n))[l] * params.weights()[m * params.entries() + k];
    }
    long scaled = NaiveReference.multiplyHigh(product, params.tableMultipliers()[m]);
    long entry = NaiveReference.clamp(scaled, -32768, 32767);
    return NaiveReference.clamp(sum + entry, -32768, 32767);
  }
}
