package io.github.trec4j.processor;

/** Model classes that tests share. */
final class Examples {
  static final String CIFAR_NET =
      """
      @TrecModel(input = @Input(height = 32, width = 32, channels = 3), board = Board.STM32F469NI,
          labels = {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"})
      public final class CifarNet {
        @TrecConv(filters = 64, kernel = 5, segment = 15, bits = 5) @BatchNorm @Relu @MaxPool(2) Layer conv1;
        @TrecConv(filters = 64, kernel = 5, segment = 16, bits = 4) @BatchNorm @Relu @MaxPool(2) Layer conv2;
        @Dense(384) @Relu @Dropout(0.5f) Layer fc3;
        @Dense(192) @Relu @Dropout(0.5f) Layer fc4;
        @Dense(10) Layer logits;
      }
      """;

  /**
   * Both forms of shared segments, folding, a ReLU of its own, padding, and a board of one's own.
   */
  static final String SMALL =
      """
      @TrecModel(input = @Input(height = 12, width = 10, channels = 3),
          customBoard = @BoardSpec(name = "own", flashKib = 64, ramKib = 24, clockMhz = 80),
          labels = {"cat", "dog", "\\"other\\" /* ü */"})
      class Small {
        @TrecConv(filters = 8, kernel = 3, pad = 1, bits = 2) @BatchNorm @Relu @MaxPool(2) Layer conv1;
        @TrecConv(filters = 6, kernel = 3, segment = 4, bits = 3, maxClusters = 5) @MaxPool(2) @Relu Layer conv2;
        @Dense(3) Layer logits;
      }
      """;

  /** All that {@link #SMALL} leaves out, in particular the other kernels. */
  static final String OTHER =
      """
      @TrecModel(input = @Input(height = 9, width = 9, channels = 2))
      class Other {
        @AvgPool(value = 2, stride = 1) Layer smooth;
        @TrecConv(filters = 5, kernel = 3, stride = 2, sharing = Sharing.PER_SLICE, segment = 6,
            hashGradient = HashGradient.PAPER, reassign = true) @Dropout(0.2f) Layer conv1;
        @Conv(filters = 4, kernel = 2, pad = 1, bias = false) @BatchNorm @MaxPool(value = 3, pad = 1) Layer conv2;
        @Dropout(0.1f) @GlobalAvgPool Layer mean;
      }
      """;

  /** Directions kept of row runs, and of pixel slices with a single cluster each. */
  static final String KEPT =
      """
      @TrecModel(input = @Input(height = 12, width = 10, channels = 3))
      class Kept {
        @TrecConv(filters = 8, kernel = 3, pad = 1, bits = 2, keep = 3) @Relu @MaxPool(2) Layer conv1;
        @TrecConv(filters = 6, kernel = 3, segment = 4, bits = 1, maxClusters = 1, keep = 2) Layer conv2;
        @Dense(3) Layer logits;
      }
      """;

  /** A network of one step, named after what it does not need. */
  static final String SINGLE =
      """
      @TrecModel(input = @Input(height = 4, width = 4, channels = 1))
      class Single {
        @Dense(2) @Relu Layer arena;
      }
      """;

  /** A block with parameters. */
  static final String FIRE =
      """
      @Block
      @interface Fire {
        int squeeze();
        int expand() default 6;

        int SQUEEZE = Block.A;
        int EXPAND = Block.B;

        final class Layers {
          @Conv(filters = SQUEEZE, kernel = 1) @BatchNorm @Relu Layer squeeze;
          @Conv(filters = EXPAND, kernel = 1) @Relu Layer left;
          @From("squeeze") @Conv(filters = EXPAND, kernel = 3, pad = 1) @Relu Layer right;
          @Concat({"left", "right"}) Layer out;
        }
      }
      """;

  /** Branches, both joins, and a block in a block. */
  static final String GRAPH =
      """
      @TrecModel(input = @Input(height = 8, width = 8, channels = 3))
      class Graph {
        @TrecConv(filters = 12, kernel = 3, pad = 1, bits = 2) @Relu Layer stem;
        @Fire(squeeze = 4) @MaxPool(2) Layer fire;
        @Same(channels = 12) Layer same;
        @DepthwiseConv(kernel = 3, pad = 1) Layer deep;
        @Add({"fire", "same", "deep"}) Layer sum;
        @GlobalAvgPool @Dense(3) Layer logits;
      }
      """;

  /** A block around another, with a shortcut from its input. */
  static final String SAME =
      """
      @Block
      @interface Same {
        int channels();

        int CHANNELS = Block.C;

        class Layers {
          @Fire(squeeze = CHANNELS) Layer fire;
          @Add({"input", "fire"}) @Relu Layer sum;
        }
      }
      """;

  private Examples() {}
}
