package io.github.trec4j.models.exact;

import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.checkpoint.Weights.Values;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.quantization.Calibration;
import io.github.trec4j.quantization.Quantizer;
import io.github.trec4j.quantization.Range;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Weights without training, for tests that only need numbers: a dead channel a batch norm. */
final class RandomWeights {
  private final NetworkSpec spec;
  private final Random random;
  private final Map<String, Values> tensors = new HashMap<>();

  private RandomWeights(NetworkSpec spec, long seed) {
    this.spec = spec;
    this.random = new Random(seed);
  }

  /** Returns images that are noise, flat, or of two values. */
  static List<byte[]> images(NetworkSpec spec, int count, long seed) {
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
  static QuantizedNetwork quantized(NetworkSpec spec, long seed) {
    FirmwarePlan plan = FirmwarePlan.of(spec);
    Map<String, Range> ranges = new HashMap<>();
    for (Step step : plan.steps()) {
      ranges.put(step.name(), new Range(step.foldsRelu() ? 0 : -2.5, 3));
    }
    Calibration calibration = new Calibration(ranges, images(spec, 6, seed));
    return Quantizer.quantize(plan, new RandomWeights(spec, seed).make(), calibration);
  }

  private Weights make() {
    for (Node node : spec.nodes()) {
      String name = node.name();
      int channels = node.output().channels();
      if (node.op() instanceof Op.Conv conv) {
        int entries = conv.window().area() * spec.inputOf(node).channels();
        weights(name, channels, entries, conv.bias());
        conv.reuse().ifPresent(reuse -> hashes(node, conv, reuse.bits()));
        conv.reuse().ifPresent(reuse -> directions(node, conv, reuse.keep()));
        put(name + ".filterBasis", channels * conv.rank(), 0, 0.5);
      } else if (node.op() instanceof Op.Dense dense) {
        weights(name, channels, spec.inputOf(node).size(), dense.bias());
      } else if (node.op() instanceof Op.BatchNorm) {
        put(name + ".scale", channels, 1, 0.3)[0] = 0;
        put(name + ".shift", channels, 0, 0.3);
        put(name + ".mean", channels, 0, 0.3);
        put(name + ".variance", channels, 1, 0.1);
      }
    }
    return new Weights(tensors, Map.of("fingerprint", spec.fingerprint().hex()));
  }

  private void weights(String name, int filters, int entries, boolean bias) {
    put(name + ".weights", filters * entries, 0, Math.sqrt(2.0 / entries));
    if (bias) {
      put(name + ".bias", filters, 0, 0.2);
    }
  }

  private void hashes(Node node, Op.Conv conv, int bits) {
    Segmentation segments = Segmentation.of(conv, spec.inputOf(node));
    int hashes = segments.hashSets() * bits;
    put(node.name() + ".hashVectors", hashes * segments.length(), 0, 1);
    put(node.name() + ".thresholds", hashes, 0, 0.2);
  }

  /** Orthonormal, slice by slice. */
  private void directions(Node node, Op.Conv conv, int keep) {
    Segmentation segments = Segmentation.of(conv, spec.inputOf(node));
    int length = segments.length();
    float[] values = put(node.name() + ".directions", segments.slices() * keep * length, 0, 1);
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

  private float[] put(String name, int size, double mean, double deviation) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    tensors.put(name, new Values(new int[] {size}, values));
    return values;
  }
}
