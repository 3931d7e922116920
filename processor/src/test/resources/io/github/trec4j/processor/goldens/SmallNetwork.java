package test;

import com.google.auto.service.AutoService;
import io.github.trec4j.layers.BatchNormLayer;
import io.github.trec4j.layers.ConvLayer;
import io.github.trec4j.layers.DenseLayer;
import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.MaxPoolLayer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.layers.ReluLayer;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.Fingerprint;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.tensor.Tensor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Trains {@link Small}; generated from it.
 */
@Generated("io.github.trec4j.processor.TrecProcessor")
public final class SmallNetwork implements Network {
  /**
   * The network as written.
   */
  public static final NetworkSpec SPEC = NetworkSpec.builder(
      "Small", new BoardLimits("own", 65536, 24576, 80), new Shape(12, 10, 3))
      .labels("cat", "dog", "\"other\" /* ü */")
      .add("conv1", new TrecConv(8, Window.square(3, 1, 1), true, Reuse.builder(9).bits(2).build()))
      .add("conv1.batchNorm", new BatchNorm(0.1f, 1.0E-5f))
      .add("conv1.relu", new Relu())
      .add("conv1.maxPool", new MaxPool(Window.square(2, 2, 0)))
      .add("conv2", new TrecConv(6, Window.square(3, 1, 0), true, Reuse.builder(4).bits(3)
          .maxClusters(5).build()))
      .add("conv2.maxPool", new MaxPool(Window.square(2, 2, 0)))
      .add("conv2.relu", new Relu())
      .add("logits", new Dense(3, true))
      .build();

  /**
   * Of {@link #SPEC}; checkpoints and the C of the network as written carry it.
   */
  public static final String FINGERPRINT = "42131857d0d54e16";

  private final NetworkSpec spec;

  private final ConvLayer conv1;

  private final BatchNormLayer conv1BatchNorm;

  private final ReluLayer conv1Relu;

  private final MaxPoolLayer conv1MaxPool;

  private final ConvLayer conv2;

  private final MaxPoolLayer conv2MaxPool;

  private final ReluLayer conv2Relu;

  private final DenseLayer logits;

  /**
   * Builds the network.
   *
   * @param variant {@link #SPEC} by some method
   * @param layers what its layers are made from
   */
  public SmallNetwork(NetworkSpec variant, Layers layers) {
    spec = variant;
    conv1 = new ConvLayer(layers.of("conv1"));
    conv1BatchNorm = new BatchNormLayer(layers.of("conv1.batchNorm"));
    conv1Relu = new ReluLayer(layers.of("conv1.relu"));
    conv1MaxPool = new MaxPoolLayer(layers.of("conv1.maxPool"));
    conv2 = new ConvLayer(layers.of("conv2"));
    conv2MaxPool = new MaxPoolLayer(layers.of("conv2.maxPool"));
    conv2Relu = new ReluLayer(layers.of("conv2.relu"));
    logits = new DenseLayer(layers.of("logits"));
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public Tensor forward(Tensor images, Mode mode) {
    Tensor x = conv1.forward(images, mode);
    x = conv1BatchNorm.forward(x, mode);
    x = conv1Relu.forward(x, mode);
    x = conv1MaxPool.forward(x, mode);
    x = conv2.forward(x, mode);
    x = conv2MaxPool.forward(x, mode);
    x = conv2Relu.forward(x, mode);
    return logits.forward(x, mode);
  }

  @Override
  public void backward(Tensor gradient) {
    Tensor x = logits.backward(gradient);
    x = conv2Relu.backward(x);
    x = conv2MaxPool.backward(x);
    x = conv2.backward(x);
    x = conv1MaxPool.backward(x);
    x = conv1Relu.backward(x);
    x = conv1BatchNorm.backward(x);
    conv1.backward(x);
  }

  @Override
  public List<Layer> layers() {
    return List.of(conv1, conv1BatchNorm, conv1Relu, conv1MaxPool, conv2, conv2MaxPool, conv2Relu,
        logits);
  }

  /**
   * Finds this network by service loading.
   */
  @AutoService(Model.class)
  public static final class Provider implements Model {
    /**
     * Makes a provider, as service loaders do.
     */
    public Provider() {
    }

    @Override
    public NetworkSpec spec() {
      return SPEC;
    }

    @Override
    public Network create(NetworkSpec variant, Layers layers) {
      return new SmallNetwork(variant, layers);
    }

    @Override
    public Fingerprint plan(Method method) {
      return switch (method) {
        case TREC -> new Fingerprint("0ab724a893185db9");
        case DEEP_REUSE -> new Fingerprint("012fe60f57f6c7ec");
        case CONVENTIONAL -> new Fingerprint("6fd78c3a3a039f54");
      };
    }

    @Override
    public List<String> files(Method method) {
      return switch (method) {
        case TREC -> List.of("kernels/trec4j_common.h", "kernels/trec4j_crc32.h",
            "kernels/trec4j_dense.h", "kernels/trec4j_max_pool.h", "kernels/trec4j_quads.h",
            "kernels/trec4j_relu.h", "kernels/trec4j_simd.h", "kernels/trec4j_trec.h",
            "kernels/trec4j_trec_cluster.h", "kernels/trec4j_trec_clusters.h",
            "kernels/trec4j_trec_colsum.h", "kernels/trec4j_trec_dots.h",
            "kernels/trec4j_trec_gather.h", "kernels/trec4j_trec_kept.h",
            "kernels/trec4j_trec_reassign.h", "kernels/trec4j_trec_shared.h",
            "kernels/trec4j_trec_table.h", "small.c", "small.h", "small_internal.h");
        case DEEP_REUSE -> List.of("kernels/trec4j_common.h", "kernels/trec4j_crc32.h",
            "kernels/trec4j_dense.h", "kernels/trec4j_max_pool.h", "kernels/trec4j_quads.h",
            "kernels/trec4j_relu.h", "kernels/trec4j_simd.h", "kernels/trec4j_trec.h",
            "kernels/trec4j_trec_cluster.h", "kernels/trec4j_trec_clusters.h",
            "kernels/trec4j_trec_colsum.h", "kernels/trec4j_trec_dots.h",
            "kernels/trec4j_trec_gather.h", "kernels/trec4j_trec_kept.h",
            "kernels/trec4j_trec_reassign.h", "kernels/trec4j_trec_shared.h",
            "kernels/trec4j_trec_table.h", "small.c", "small.h", "small_internal.h");
        case CONVENTIONAL -> List.of("kernels/trec4j_common.h", "kernels/trec4j_conv.h",
            "kernels/trec4j_crc32.h", "kernels/trec4j_dense.h", "kernels/trec4j_max_pool.h",
            "kernels/trec4j_quads.h", "kernels/trec4j_relu.h", "kernels/trec4j_simd.h",
            "kernels/trec4j_winograd.h", "kernels/trec4j_winograd4.h",
            "kernels/trec4j_winograd_input.h", "kernels/trec4j_winograd_layer.h",
            "kernels/trec4j_winograd_output.h", "kernels/trec4j_winograd_products.h", "small.c",
            "small.h", "small_internal.h");
      };
    }

    @Override
    public InputStream open(Method method, String fileName) throws IOException {
      String name = folder(method) + fileName;
      InputStream stream = SmallNetwork.class.getResourceAsStream(name);
      if (stream == null) {
        throw new FileNotFoundException("there is no resource " + name
            + " beside test.SmallNetwork; compile the model class again");
      }
      return stream;
    }

    private static String folder(Method method) {
      return switch (method) {
        case TREC -> "small/trec/";
        case DEEP_REUSE -> "small/deep-reuse/";
        case CONVENTIONAL -> "small/conventional/";
      };
    }
  }
}
