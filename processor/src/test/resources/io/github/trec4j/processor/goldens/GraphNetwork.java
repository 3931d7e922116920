package test;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.Form;
import io.github.trec4j.layers.AddLayer;
import io.github.trec4j.layers.BatchNormLayer;
import io.github.trec4j.layers.ConcatLayer;
import io.github.trec4j.layers.ConvLayer;
import io.github.trec4j.layers.DenseLayer;
import io.github.trec4j.layers.DepthwiseConvLayer;
import io.github.trec4j.layers.GlobalAvgPoolLayer;
import io.github.trec4j.layers.Gradients;
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
import io.github.trec4j.spec.op.Add;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.GlobalAvgPool;
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
 * Trains {@link Graph}; generated from it.
 */
@Generated("io.github.trec4j.processor.TrecProcessor")
public final class GraphNetwork implements Network {
  /**
   * The network as written.
   */
  public static final NetworkSpec SPEC = NetworkSpec.builder(
      "Graph", BoardLimits.of(Board.STM32F469NI), new Shape(8, 8, 3))
      .add("stem", new TrecConv(12, Window.square(3, 1, 1), true, Reuse.builder(9).bits(2).build()))
      .add("stem.relu", new Relu())
      .add("fire.squeeze", new Conv(4, Window.square(1, 1, 0), true, Form.FASTEST))
      .add("fire.squeeze.batchNorm", new BatchNorm(0.1f, 1.0E-5f))
      .add("fire.squeeze.relu", new Relu())
      .add("fire.left", new Conv(6, Window.square(1, 1, 0), true, Form.FASTEST))
      .add("fire.left.relu", new Relu())
      .add("fire.right", new Conv(6, Window.square(3, 1, 1), true, Form.FASTEST),
          List.of("fire.squeeze.relu"))
      .add("fire.right.relu", new Relu())
      .add("fire.out", new Concat(), List.of("fire.left.relu", "fire.right.relu"))
      .add("fire.maxPool", new MaxPool(Window.square(2, 2, 0)))
      .add("same.fire.squeeze", new Conv(12, Window.square(1, 1, 0), true, Form.FASTEST))
      .add("same.fire.squeeze.batchNorm", new BatchNorm(0.1f, 1.0E-5f))
      .add("same.fire.squeeze.relu", new Relu())
      .add("same.fire.left", new Conv(6, Window.square(1, 1, 0), true, Form.FASTEST))
      .add("same.fire.left.relu", new Relu())
      .add("same.fire.right", new Conv(6, Window.square(3, 1, 1), true, Form.FASTEST),
          List.of("same.fire.squeeze.relu"))
      .add("same.fire.right.relu", new Relu())
      .add("same.fire.out", new Concat(), List.of("same.fire.left.relu", "same.fire.right.relu"))
      .add("same.sum", new Add(), List.of("fire.maxPool", "same.fire.out"))
      .add("same.sum.relu", new Relu())
      .add("deep", new DepthwiseConv(Window.square(3, 1, 1), true))
      .add("sum", new Add(), List.of("fire.maxPool", "same.sum.relu", "deep"))
      .add("logits", new GlobalAvgPool())
      .add("logits.dense", new Dense(3, true))
      .build();

  /**
   * Of {@link #SPEC}; checkpoints and the C of the network as written carry it.
   */
  public static final String FINGERPRINT = "6b6dc2f1765b7adf";

  private final NetworkSpec spec;

  private final ConvLayer stem;

  private final ReluLayer stemRelu;

  private final ConvLayer fireSqueeze;

  private final BatchNormLayer fireSqueezeBatchNorm;

  private final ReluLayer fireSqueezeRelu;

  private final ConvLayer fireLeft;

  private final ReluLayer fireLeftRelu;

  private final ConvLayer fireRight;

  private final ReluLayer fireRightRelu;

  private final ConcatLayer fireOut;

  private final MaxPoolLayer fireMaxPool;

  private final ConvLayer sameFireSqueeze;

  private final BatchNormLayer sameFireSqueezeBatchNorm;

  private final ReluLayer sameFireSqueezeRelu;

  private final ConvLayer sameFireLeft;

  private final ReluLayer sameFireLeftRelu;

  private final ConvLayer sameFireRight;

  private final ReluLayer sameFireRightRelu;

  private final ConcatLayer sameFireOut;

  private final AddLayer sameSum;

  private final ReluLayer sameSumRelu;

  private final DepthwiseConvLayer deep;

  private final AddLayer sum;

  private final GlobalAvgPoolLayer logits;

  private final DenseLayer logitsDense;

  /**
   * Builds the network.
   *
   * @param variant {@link #SPEC} by some method
   * @param layers what its layers are made from
   */
  public GraphNetwork(NetworkSpec variant, Layers layers) {
    spec = variant;
    stem = new ConvLayer(layers.of("stem"));
    stemRelu = new ReluLayer(layers.of("stem.relu"));
    fireSqueeze = new ConvLayer(layers.of("fire.squeeze"));
    fireSqueezeBatchNorm = new BatchNormLayer(layers.of("fire.squeeze.batchNorm"));
    fireSqueezeRelu = new ReluLayer(layers.of("fire.squeeze.relu"));
    fireLeft = new ConvLayer(layers.of("fire.left"));
    fireLeftRelu = new ReluLayer(layers.of("fire.left.relu"));
    fireRight = new ConvLayer(layers.of("fire.right"));
    fireRightRelu = new ReluLayer(layers.of("fire.right.relu"));
    fireOut = new ConcatLayer(layers.of("fire.out"));
    fireMaxPool = new MaxPoolLayer(layers.of("fire.maxPool"));
    sameFireSqueeze = new ConvLayer(layers.of("same.fire.squeeze"));
    sameFireSqueezeBatchNorm = new BatchNormLayer(layers.of("same.fire.squeeze.batchNorm"));
    sameFireSqueezeRelu = new ReluLayer(layers.of("same.fire.squeeze.relu"));
    sameFireLeft = new ConvLayer(layers.of("same.fire.left"));
    sameFireLeftRelu = new ReluLayer(layers.of("same.fire.left.relu"));
    sameFireRight = new ConvLayer(layers.of("same.fire.right"));
    sameFireRightRelu = new ReluLayer(layers.of("same.fire.right.relu"));
    sameFireOut = new ConcatLayer(layers.of("same.fire.out"));
    sameSum = new AddLayer(layers.of("same.sum"));
    sameSumRelu = new ReluLayer(layers.of("same.sum.relu"));
    deep = new DepthwiseConvLayer(layers.of("deep"));
    sum = new AddLayer(layers.of("sum"));
    logits = new GlobalAvgPoolLayer(layers.of("logits"));
    logitsDense = new DenseLayer(layers.of("logits.dense"));
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public Tensor forward(Tensor images, Mode mode) {
    Tensor x = stem.forward(images, mode);
    x = stemRelu.forward(x, mode);
    x = fireSqueeze.forward(x, mode);
    x = fireSqueezeBatchNorm.forward(x, mode);
    Tensor fireSqueezeReluOutput = fireSqueezeRelu.forward(x, mode);
    x = fireLeft.forward(fireSqueezeReluOutput, mode);
    Tensor fireLeftReluOutput = fireLeftRelu.forward(x, mode);
    x = fireRight.forward(fireSqueezeReluOutput, mode);
    Tensor fireRightReluOutput = fireRightRelu.forward(x, mode);
    x = fireOut.forward(List.of(fireLeftReluOutput, fireRightReluOutput), mode);
    Tensor fireMaxPoolOutput = fireMaxPool.forward(x, mode);
    x = sameFireSqueeze.forward(fireMaxPoolOutput, mode);
    x = sameFireSqueezeBatchNorm.forward(x, mode);
    Tensor sameFireSqueezeReluOutput = sameFireSqueezeRelu.forward(x, mode);
    x = sameFireLeft.forward(sameFireSqueezeReluOutput, mode);
    Tensor sameFireLeftReluOutput = sameFireLeftRelu.forward(x, mode);
    x = sameFireRight.forward(sameFireSqueezeReluOutput, mode);
    Tensor sameFireRightReluOutput = sameFireRightRelu.forward(x, mode);
    Tensor sameFireOutOutput = sameFireOut.forward(List.of(sameFireLeftReluOutput,
        sameFireRightReluOutput), mode);
    x = sameSum.forward(List.of(fireMaxPoolOutput, sameFireOutOutput), mode);
    Tensor sameSumReluOutput = sameSumRelu.forward(x, mode);
    Tensor deepOutput = deep.forward(sameSumReluOutput, mode);
    x = sum.forward(List.of(fireMaxPoolOutput, sameSumReluOutput, deepOutput), mode);
    x = logits.forward(x, mode);
    return logitsDense.forward(x, mode);
  }

  @Override
  public void backward(Tensor gradient) {
    Tensor x = logitsDense.backward(gradient);
    x = logits.backward(x);
    List<Tensor> sumGradients = sum.backward(x);
    Tensor fireMaxPoolGradient = sumGradients.get(0);
    Tensor sameSumReluGradient = sumGradients.get(1);
    sameSumReluGradient = Gradients.sum(sameSumReluGradient, deep.backward(sumGradients.get(2)));
    x = sameSumRelu.backward(sameSumReluGradient);
    List<Tensor> sameSumGradients = sameSum.backward(x);
    fireMaxPoolGradient = Gradients.sum(fireMaxPoolGradient, sameSumGradients.get(0));
    List<Tensor> sameFireOutGradients = sameFireOut.backward(sameSumGradients.get(1));
    x = sameFireRightRelu.backward(sameFireOutGradients.get(1));
    Tensor sameFireSqueezeReluGradient = sameFireRight.backward(x);
    x = sameFireLeftRelu.backward(sameFireOutGradients.get(0));
    sameFireSqueezeReluGradient = Gradients.sum(sameFireSqueezeReluGradient,
        sameFireLeft.backward(x));
    x = sameFireSqueezeRelu.backward(sameFireSqueezeReluGradient);
    x = sameFireSqueezeBatchNorm.backward(x);
    fireMaxPoolGradient = Gradients.sum(fireMaxPoolGradient, sameFireSqueeze.backward(x));
    x = fireMaxPool.backward(fireMaxPoolGradient);
    List<Tensor> fireOutGradients = fireOut.backward(x);
    x = fireRightRelu.backward(fireOutGradients.get(1));
    Tensor fireSqueezeReluGradient = fireRight.backward(x);
    x = fireLeftRelu.backward(fireOutGradients.get(0));
    fireSqueezeReluGradient = Gradients.sum(fireSqueezeReluGradient, fireLeft.backward(x));
    x = fireSqueezeRelu.backward(fireSqueezeReluGradient);
    x = fireSqueezeBatchNorm.backward(x);
    x = fireSqueeze.backward(x);
    x = stemRelu.backward(x);
    stem.backward(x);
  }

  @Override
  public List<Layer> layers() {
    return List.of(stem, stemRelu, fireSqueeze, fireSqueezeBatchNorm, fireSqueezeRelu, fireLeft,
        fireLeftRelu, fireRight, fireRightRelu, fireOut, fireMaxPool, sameFireSqueeze,
        sameFireSqueezeBatchNorm, sameFireSqueezeRelu, sameFireLeft, sameFireLeftRelu,
        sameFireRight, sameFireRightRelu, sameFireOut, sameSum, sameSumRelu, deep, sum, logits,
        logitsDense);
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
      return new GraphNetwork(variant, layers);
    }

    @Override
    public Fingerprint plan(Method method) {
      return switch (method) {
        case TREC -> new Fingerprint("f8ae0b882b005d4b");
        case DEEP_REUSE -> new Fingerprint("47ffbc55ed1c5a2d");
        case CONVENTIONAL -> new Fingerprint("1e4fbf06cf3d4abb");
      };
    }

    @Override
    public List<String> files(Method method) {
      return switch (method) {
        case TREC -> List.of("graph.c", "graph.h", "graph_internal.h", "kernels/trec4j_add.h",
            "kernels/trec4j_common.h", "kernels/trec4j_conv.h", "kernels/trec4j_crc32.h",
            "kernels/trec4j_dense.h", "kernels/trec4j_depthwise_conv.h",
            "kernels/trec4j_depthwise_pairs.h", "kernels/trec4j_depthwise_products.h",
            "kernels/trec4j_global_avg_pool.h", "kernels/trec4j_max_pool.h",
            "kernels/trec4j_mean.h", "kernels/trec4j_quads.h", "kernels/trec4j_simd.h",
            "kernels/trec4j_trec.h", "kernels/trec4j_trec_cluster.h",
            "kernels/trec4j_trec_clusters.h", "kernels/trec4j_trec_colsum.h",
            "kernels/trec4j_trec_dots.h", "kernels/trec4j_trec_gather.h",
            "kernels/trec4j_trec_kept.h", "kernels/trec4j_trec_reassign.h",
            "kernels/trec4j_trec_shared.h", "kernels/trec4j_trec_table.h",
            "kernels/trec4j_winograd.h", "kernels/trec4j_winograd4.h",
            "kernels/trec4j_winograd_input.h", "kernels/trec4j_winograd_layer.h",
            "kernels/trec4j_winograd_output.h", "kernels/trec4j_winograd_products.h");
        case DEEP_REUSE -> List.of("graph.c", "graph.h", "graph_internal.h", "kernels/trec4j_add.h",
            "kernels/trec4j_common.h", "kernels/trec4j_conv.h", "kernels/trec4j_crc32.h",
            "kernels/trec4j_dense.h", "kernels/trec4j_depthwise_conv.h",
            "kernels/trec4j_depthwise_pairs.h", "kernels/trec4j_depthwise_products.h",
            "kernels/trec4j_global_avg_pool.h", "kernels/trec4j_max_pool.h",
            "kernels/trec4j_mean.h", "kernels/trec4j_quads.h", "kernels/trec4j_simd.h",
            "kernels/trec4j_trec.h", "kernels/trec4j_trec_cluster.h",
            "kernels/trec4j_trec_clusters.h", "kernels/trec4j_trec_colsum.h",
            "kernels/trec4j_trec_dots.h", "kernels/trec4j_trec_gather.h",
            "kernels/trec4j_trec_kept.h", "kernels/trec4j_trec_reassign.h",
            "kernels/trec4j_trec_shared.h", "kernels/trec4j_trec_table.h",
            "kernels/trec4j_winograd.h", "kernels/trec4j_winograd4.h",
            "kernels/trec4j_winograd_input.h", "kernels/trec4j_winograd_layer.h",
            "kernels/trec4j_winograd_output.h", "kernels/trec4j_winograd_products.h");
        case CONVENTIONAL -> List.of("graph.c", "graph.h", "graph_internal.h",
            "kernels/trec4j_add.h", "kernels/trec4j_common.h", "kernels/trec4j_conv.h",
            "kernels/trec4j_crc32.h", "kernels/trec4j_dense.h", "kernels/trec4j_depthwise_conv.h",
            "kernels/trec4j_depthwise_pairs.h", "kernels/trec4j_depthwise_products.h",
            "kernels/trec4j_global_avg_pool.h", "kernels/trec4j_max_pool.h",
            "kernels/trec4j_mean.h", "kernels/trec4j_quads.h", "kernels/trec4j_simd.h",
            "kernels/trec4j_winograd.h", "kernels/trec4j_winograd4.h",
            "kernels/trec4j_winograd_input.h", "kernels/trec4j_winograd_layer.h",
            "kernels/trec4j_winograd_output.h", "kernels/trec4j_winograd_products.h");
      };
    }

    @Override
    public InputStream open(Method method, String fileName) throws IOException {
      String name = folder(method) + fileName;
      InputStream stream = GraphNetwork.class.getResourceAsStream(name);
      if (stream == null) {
        throw new FileNotFoundException("there is no resource " + name
            + " beside test.GraphNetwork; compile the model class again");
      }
      return stream;
    }

    private static String folder(Method method) {
      return switch (method) {
        case TREC -> "graph/trec/";
        case DEEP_REUSE -> "graph/deep-reuse/";
        case CONVENTIONAL -> "graph/conventional/";
      };
    }
  }
}
