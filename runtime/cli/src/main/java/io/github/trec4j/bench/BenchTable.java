package io.github.trec4j.bench;

import static io.github.trec4j.bench.BenchMethod.TREC;
import static io.github.trec4j.bench.BenchMethod.TREC_PER_SLICE;

import io.github.trec4j.spec.plan.WinogradForm;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers that kernels are measured on: convolutions of CifarNet, SqueezeNet, ResNet and ZfNet,
 * without reuse and with some settings of it.
 */
public final class BenchTable {
  private final List<BenchSetting> settings = new ArrayList<>();

  private BenchTable() {
    conventional(BenchLayer.of(32, 3, 5, 64, 0, 1)).reuse(TREC, 15, 16).reuse(TREC, 15, 34);
    conventional(BenchLayer.of(14, 64, 5, 64, 0, 1))
        .reuse(TREC, 32, 8)
        .reuse(TREC, 32, 16)
        .reuse(TREC, 16, 16)
        .reuse(TREC, 64, 16)
        .reuse(TREC_PER_SLICE, 16, 16);
    conventional(BenchLayer.of(32, 3, 3, 96, 1, 1)).reuse(TREC, 9, 19).reuse(TREC, 9, 69);
    conventional(BenchLayer.of(16, 16, 3, 64, 1, 1))
        .reuse(TREC, 16, 16)
        .reuse(TREC, 16, 64)
        .reuse(TREC_PER_SLICE, 16, 16);
    conventional(BenchLayer.of(16, 96, 1, 16, 0, 1)).reuse(TREC, 32, 8).reuse(TREC, 32, 16);
    conventional(BenchLayer.of(16, 64, 3, 64, 1, 1))
        .reuse(TREC, 32, 16)
        .reuse(TREC, 64, 19)
        .reuse(TREC, 32, 64)
        .reuse(TREC_PER_SLICE, 32, 16);
    conventional(BenchLayer.of(8, 48, 3, 192, 1, 1))
        .reuse(TREC, 24, 8)
        .reuse(TREC, 24, 16)
        .reuse(TREC_PER_SLICE, 24, 8);
    conventional(BenchLayer.of(8, 128, 3, 128, 1, 1));
    conventional(BenchLayer.of(8, 64, 3, 64, 1, 1));
    conventional(BenchLayer.of(16, 32, 3, 32, 1, 1));
    conventional(BenchLayer.of(32, 16, 3, 16, 1, 1));
    conventional(BenchLayer.of(8, 96, 5, 256, 1, 2)).reuse(TREC, 32, 4).reuse(TREC, 32, 8);
  }

  /** Returns the settings layer by layer, each layer's conventional one first. */
  public static List<BenchSetting> settings() {
    return List.copyOf(new BenchTable().settings);
  }

  private Rows conventional(BenchLayer layer) {
    settings.add(BenchSetting.conventional(layer));
    settings.add(BenchSetting.direct(layer));
    if (WinogradForm.of(layer.window()).stream().anyMatch(WinogradForm::isOnTheFly)) {
      settings.add(BenchSetting.onTheFly(layer));
    }
    return new Rows(layer);
  }

  /** The rows of one layer. */
  private final class Rows {
    private final BenchLayer layer;

    private Rows(BenchLayer layer) {
      this.layer = layer;
    }

    private Rows reuse(BenchMethod method, int segment, int clusters) {
      settings.add(BenchSetting.reuse(layer, method, segment, clusters));
      return this;
    }
  }
}
