package test;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.layers.BatchNormalization;
import io.github.trec4j.layers.Convolution;
import io.github.trec4j.layers.FullyConnected;
import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.MaxPooling;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.layers.Relu;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import io.github.trec4j.tensor.Tensor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
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
      .add("conv1", new Op.Conv(8, new Window(3, 1, 1), true, Optional.of(
          new Reuse(9, 2, 4, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, false, 0, 0))))
      .add("conv1.batchNorm", new Op.BatchNorm(0.1f, 1.0E-5f))
      .add("conv1.relu", new Op.Relu())
      .add("conv1.maxPool", new Op.MaxPool(new Window(2, 2, 0)))
      .add("conv2", new Op.Conv(6, new Window(3, 1, 0), true, Optional.of(
          new Reuse(4, 3, 5, Sharing.SHARED, Hashing.LEARNED, HashGradient.NONE, false, 0, 0))))
      .add("conv2.maxPool", new Op.MaxPool(new Window(2, 2, 0)))
      .add("conv2.relu", new Op.Relu())
      .add("logits", new Op.Dense(3, true))
      .build();

  /**
   * Of {@link #SPEC}; checkpoints and the C of the network as written carry it.
   */
  public static final String FINGERPRINT = "42131857d0d54e16";

  private final NetworkSpec spec;

  private final Convolution conv1;

  private final BatchNormalization conv1BatchNorm;

  private final Relu conv1Relu;

  private final MaxPooling conv1MaxPool;

  private final Convolution conv2;

  private final MaxPooling conv2MaxPool;

  private final Relu conv2Relu;

  private final FullyConnected logits;

  /**
   * Builds the network.
   *
   * @param variant {@link #SPEC} by some method
   * @param layers makes its layers
   */
  public SmallNetwork(NetworkSpec variant, Layers layers) {
    spec = variant;
    conv1 = layers.convolution("conv1");
    conv1BatchNorm = layers.batchNormalization("conv1.batchNorm");
    conv1Relu = layers.relu("conv1.relu");
    conv1MaxPool = layers.maxPooling("conv1.maxPool");
    conv2 = layers.convolution("conv2");
    conv2MaxPool = layers.maxPooling("conv2.maxPool");
    conv2Relu = layers.relu("conv2.relu");
    logits = layers.fullyConnected("logits");
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
    public List<String> files(Method method) {
      return switch (method) {
        case TREC -> List.of("kernels/trec4j_common.h", "kernels/trec4j_dense.h",
            "kernels/trec4j_max_pool.h", "kernels/trec4j_quads.h", "kernels/trec4j_relu.h",
            "kernels/trec4j_simd.h", "kernels/trec4j_trec.h", "kernels/trec4j_trec_cluster.h",
            "kernels/trec4j_trec_colsum.h", "kernels/trec4j_trec_dots.h",
            "kernels/trec4j_trec_gather.h", "kernels/trec4j_trec_kept.h",
            "kernels/trec4j_trec_shared.h", "kernels/trec4j_trec_table.h", "small.c", "small.h");
        case DEEP_REUSE -> List.of("kernels/trec4j_common.h", "kernels/trec4j_dense.h",
            "kernels/trec4j_max_pool.h", "kernels/trec4j_quads.h", "kernels/trec4j_relu.h",
            "kernels/trec4j_simd.h", "kernels/trec4j_trec.h", "kernels/trec4j_trec_cluster.h",
            "kernels/trec4j_trec_colsum.h", "kernels/trec4j_trec_dots.h",
            "kernels/trec4j_trec_gather.h", "kernels/trec4j_trec_kept.h",
            "kernels/trec4j_trec_shared.h", "kernels/trec4j_trec_table.h", "small.c", "small.h");
        case CONVENTIONAL -> List.of("kernels/trec4j_common.h", "kernels/trec4j_conv.h",
            "kernels/trec4j_dense.h", "kernels/trec4j_max_pool.h", "kernels/trec4j_quads.h",
            "kernels/trec4j_relu.h", "kernels/trec4j_simd.h", "small.c", "small.h");
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
