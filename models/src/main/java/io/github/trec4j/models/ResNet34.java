package io.github.trec4j.models;

import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.BoardSpec;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.GlobalAvgPool;
import io.github.trec4j.dsl.Input;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Memory;
import io.github.trec4j.dsl.MemoryKind;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.dsl.TrecModel;

/**
 * ResNet-34 (He et al., CVPR 2016) as it stands, but for images of 64x64 and twenty classes of Tiny
 * ImageNet. The reuse settings are not tuned yet; the last stage, whose outputs are 2x2, has
 * nothing to reuse.
 *
 * <p>Its weights are more than the flash of the board STM32F469I-DISCO, 18 MiB, holds. The external
 * flash is one of 32 MiB, of which it may take 21: so it fits the memories of the emulated board,
 * too, whatever forms its convolutions have.
 */
@TrecModel(
    input = @Input(height = 64, width = 64, channels = 3),
    customBoard =
        @BoardSpec(
            name = "STM32F469NI with 32 MiB of external flash",
            clockMhz = 180,
            memories = {
              @Memory(name = "flash", kind = MemoryKind.FLASH, origin = 0x0800_0000L, kib = 2048),
              @Memory(name = "RAM", kind = MemoryKind.RAM, origin = 0x2000_0000L, kib = 320),
              @Memory(
                  name = "QSPI",
                  kind = MemoryKind.FLASH,
                  origin = 0x9000_0000L,
                  kib = 21_504,
                  waitStates = 18)
            }),
    labels = {
      "Egyptian_cat",
      "German_shepherd",
      "basketball",
      "brown_bear",
      "bullfrog",
      "cliff",
      "dining_table",
      "espresso",
      "guinea_pig",
      "lemon",
      "monarch",
      "organ",
      "parking_meter",
      "pizza",
      "plunger",
      "reel",
      "rocking_chair",
      "school_bus",
      "umbrella",
      "volleyball"
    })
public final class ResNet34 {
  @TrecConv(
      filters = 64,
      kernel = 7,
      stride = 2,
      pad = 3,
      bias = false,
      segment = 21,
      bits = 4,
      keep = 3)
  @BatchNorm
  @Relu
  @MaxPool(value = 3, stride = 2, pad = 1)
  Layer conv1;

  @Residual(channels = 64)
  Layer stage1a;

  @Residual(channels = 64)
  Layer stage1b;

  @Residual(channels = 64)
  Layer stage1c;

  @ReducingResidual(channels = 128)
  Layer stage2a;

  @Residual(channels = 128)
  Layer stage2b;

  @Residual(channels = 128)
  Layer stage2c;

  @Residual(channels = 128)
  Layer stage2d;

  @ReducingResidual(channels = 256)
  Layer stage3a;

  @Residual(channels = 256)
  Layer stage3b;

  @Residual(channels = 256)
  Layer stage3c;

  @Residual(channels = 256)
  Layer stage3d;

  @Residual(channels = 256)
  Layer stage3e;

  @Residual(channels = 256)
  Layer stage3f;

  @ReducingResidual(channels = 512)
  Layer stage4a;

  @Residual(channels = 512)
  Layer stage4b;

  @Residual(channels = 512)
  Layer stage4c;

  @GlobalAvgPool
  @Dense(20)
  Layer logits;
}
