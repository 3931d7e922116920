package io.github.trec4j.bench;

import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.checkpoint.Weights.Values;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.Quantizer;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.quantization.Calibration;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.tensor.TensorName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Quantises a network that nobody trained: what kernels do does not depend on the weights. */
final class BenchNetwork {
  private static final long SEED = 1;

  private BenchNetwork() {}

  /**
   * Quantises a model with the weights that its training would start from.
   *
   * @param images to calibrate on; the ranges are those of the network without reuse
   */
  static QuantizedNetwork quantize(Model model, Method method, List<byte[]> images) {
    NetworkSpec spec = model.spec().with(method);
    NetworkSpec plain = model.spec().with(Method.CONVENTIONAL);
    Network network = model.create(plain, new Layers(plain));
    Calibration calibration = Calibration.measure(network, FirmwarePlan.of(plain), images);
    Map<String, Values> tensors = new HashMap<>(NetworkWeights.of(network).tensors());
    for (Node node : spec.nodes()) {
      if (node.op() instanceof TrecConv conv) {
        Segmentation segments = conv.segmentation(spec.inputsOf(node).get(0));
        addHashes(tensors, node.name(), conv.reuse(), segments);
      }
    }
    Map<String, String> facts = Map.of(NetworkWeights.FINGERPRINT, spec.fingerprint().hex());
    return Quantizer.quantize(FirmwarePlan.of(spec), new Weights(tensors, facts), calibration);
  }

  private static void addHashes(
      Map<String, Values> tensors, String node, Reuse reuse, Segmentation segments) {
    int sets = segments.hashSets();
    int bits = reuse.bits();
    int length = segments.length();
    float[] vectors = EvenHashes.vectors(sets, bits, length, new Random(SEED));
    tensors.put(
        TensorName.HASH_VECTORS.of(node), new Values(new int[] {sets, bits, length}, vectors));
    tensors.put(
        TensorName.THRESHOLDS.of(node), new Values(new int[] {sets, bits}, new float[sets * bits]));
    int keep = reuse.keep();
    if (keep > 0) {
      int slices = segments.slices();
      float[] directions = EvenHashes.directions(slices, keep, length, new Random(SEED));
      tensors.put(
          TensorName.DIRECTIONS.of(node), new Values(new int[] {slices, keep, length}, directions));
    }
  }
}
