package io.github.trec4j.bench;

import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.spec.Window;

/** The model class of a one-layer network; a mean a channel makes logits of the layer's output. */
final class BenchModel {
  private static final String PACKAGE = "bench";

  private BenchModel() {}

  /** Returns the class that measures a setting. */
  static ModelSource source(BenchSetting setting, String simpleName) {
    BenchLayer layer = setting.layer();
    String text =
        """
        package %s;

        import io.github.trec4j.dsl.*;

        @TrecModel(input = @Input(height = %d, width = %d, channels = %d))
        public final class %s {
          %s Layer conv;
          @GlobalAvgPool Layer logits;
        }
        """
            .formatted(
                PACKAGE,
                layer.input().height(),
                layer.input().width(),
                layer.input().channels(),
                simpleName,
                convolution(setting));
    return new ModelSource(PACKAGE + "." + simpleName, text);
  }

  private static String convolution(BenchSetting setting) {
    Window window = setting.layer().window();
    String plain =
        "filters = %d, kernel = %d, stride = %d, pad = %d"
            .formatted(setting.layer().filters(), window.size(), window.stride(), window.pad());
    return switch (setting.method()) {
      case CONVENTIONAL -> "@Conv(%s)".formatted(plain);
      case TREC -> reuse(setting, plain, "SHARED");
      case TREC_PER_SLICE -> reuse(setting, plain, "PER_SLICE");
    };
  }

  private static String reuse(BenchSetting setting, String plain, String sharing) {
    return "@TrecConv(%s, segment = %d, bits = %d, maxClusters = %d, sharing = Sharing.%s)"
        .formatted(plain, setting.segment(), setting.bits(), setting.clusters(), sharing);
  }
}
