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

  private Examples() {}
}
