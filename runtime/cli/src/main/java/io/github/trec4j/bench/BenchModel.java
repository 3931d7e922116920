package io.github.trec4j.bench;

import io.github.trec4j.compile.ModelSource;

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
                setting.convolution().attributes().source());
    return new ModelSource(PACKAGE + "." + simpleName, text);
  }
}
