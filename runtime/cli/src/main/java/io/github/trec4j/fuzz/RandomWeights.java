package io.github.trec4j.fuzz;

import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.checkpoint.Weights.Values;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.Quantizer;
import io.github.trec4j.quantization.Calibration;
import io.github.trec4j.quantization.Range;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.tensor.TensorName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Weights without training, for tests that only need numbers: a dead channel a batch norm. */
public final class RandomWeights {
  private final NetworkSpec spec;
  private final Random random;
  private final Map<String, Values> tensors = new HashMap<>();

  private RandomWeights(NetworkSpec spec, long seed) {
    this.spec = spec;
    this.random = new Random(seed);
  }

  /** Returns images that are noise, flat, or of two values. */
  public static List<byte[]> images(NetworkSpec spec, int count, long seed) {
    Random random = new Random(seed);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] image = new byte[spec.input().size()];
      int kind = i % 3;
      for (int k = 0; k < image.length; k++) {
        int value = kind == 0 ? random.nextInt(256) : kind == 1 ? 200 : random.nextInt(2) * 255;
        image[k] = (byte) value;
      }
      images.add(image);
    }
    return images;
  }

  /** Returns a network with random weights and guessed ranges. */
  public static QuantizedNetwork quantized(NetworkSpec spec, long seed) {
    FirmwarePlan plan = FirmwarePlan.of(spec);
    Map<String, Range> ranges = new HashMap<>();
    for (Step step : plan.steps()) {
      ranges.put(step.name(), new Range(step.folds(Op.Folding.RECTIFICATION) ? 0 : -2.5, 3));
    }
    Calibration calibration = new Calibration(ranges, images(spec, 6, seed));
    return Quantizer.quantize(plan, new RandomWeights(spec, seed).make(), calibration);
  }

  private Weights make() {
    for (Node node : spec.layers()) {
      if (node.op().isWeighted()) {
        weights(node, (int) node.op().fanIn(spec.inputsOf(node)));
      }
      if (node.op() instanceof TrecConv conv) {
        hashes(node, conv);
        directions(node, conv);
        put(node, TensorName.FILTER_BASIS, conv.filters() * conv.reuse().rank(), 0, 0.5);
      }
      if (node.op().folding() == Op.Folding.SCALE_AND_SHIFT) {
        normalisation(node);
      }
    }
    return new Weights(tensors, Map.of("fingerprint", spec.fingerprint().hex()));
  }

  private void weights(Node node, int entries) {
    int filters = node.output().channels();
    put(node, TensorName.WEIGHTS, filters * entries, 0, Math.sqrt(2.0 / entries));
    if (node.op().bias()) {
      put(node, TensorName.BIAS, filters, 0, 0.2);
    }
  }

  private void normalisation(Node node) {
    int channels = node.output().channels();
    put(node, TensorName.SCALE, channels, 1, 0.3)[0] = 0;
    put(node, TensorName.SHIFT, channels, 0, 0.3);
    put(node, TensorName.MEAN, channels, 0, 0.3);
    put(node, TensorName.VARIANCE, channels, 1, 0.1);
  }

  private Segmentation segments(Node node, TrecConv conv) {
    return conv.segmentation(spec.inputsOf(node).get(0));
  }

  private void hashes(Node node, TrecConv conv) {
    Segmentation segments = segments(node, conv);
    int hashes = segments.hashSets() * conv.reuse().bits();
    put(node, TensorName.HASH_VECTORS, hashes * segments.length(), 0, 1);
    put(node, TensorName.THRESHOLDS, hashes, 0, 0.2);
  }

  /** Orthonormal, slice by slice. */
  private void directions(Node node, TrecConv conv) {
    Segmentation segments = segments(node, conv);
    int keep = conv.reuse().keep();
    int length = segments.length();
    float[] values = put(node, TensorName.DIRECTIONS, segments.slices() * keep * length, 0, 1);
    for (int row = 0; row < segments.slices() * keep; row++) {
      for (int other = row / keep * keep; other <= row; other++) {
        double along = 0;
        for (int l = 0; l < length; l++) {
          along += values[row * length + l] * values[other * length + l];
        }
        for (int l = 0; l < length; l++) {
          double value = values[row * length + l];
          values[row * length + l] =
              (float)
                  (other == row
                      ? value / Math.sqrt(along)
                      : value - along * values[other * length + l]);
        }
      }
    }
  }

  private float[] put(Node node, TensorName name, int size, double mean, double deviation) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    tensors.put(name.of(node.name()), new Values(new int[] {size}, values));
    return values;
  }
}
