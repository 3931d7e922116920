package io.github.trec4j.firmware;

import io.github.trec4j.int8.QuantizedStep;
import io.github.trec4j.int8.StepParameters;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.plan.ExactLayout;
import io.github.trec4j.spec.plan.ParameterArray;
import java.util.Arrays;

/** Puts a step's integers into the order in which its kernel reads them. */
public final class Packer {
  /** Filters that one pass of a reuse kernel works on. */
  private static final int BLOCK = 16;

  /** Filters, and entries of a column, that are packed together. */
  private static final int QUAD = 4;

  private Packer() {}

  /**
   * Returns the values of an array in flash.
   *
   * @param step whose parameters
   * @param array one of the step's
   * @return {@code array.length()} values, each in the range of the array's type
   * @throws IllegalArgumentException if the step's parameters have no such array
   */
  public static int[] pack(QuantizedStep step, ParameterArray array) {
    int[] packed =
        switch (array.packing()) {
          case FILTER_QUADS -> filterQuads((StepParameters.Linear) step.parameters());
          case TREC_BLOCKS -> trecBlocks(step);
          case PER_FILTER -> perFilter(step, array.field());
          case PER_FILTER_BLOCKS -> Arrays.copyOf(perFilter(step, array.field()), array.length());
          case HASH_VECTORS -> padded(trec(step).hashVectors(), segmentation(step));
          case THRESHOLDS -> trec(step).thresholds().clone();
          case KEPT_BLOCKS -> exactBlocks(step);
          case DIRECTIONS -> padded(exact(step).directions(), segmentation(step));
          case PER_DIRECTION -> perDirection(exact(step), array.field());
        };
    if (packed.length != array.length()) {
      throw new IllegalArgumentException(
          step.name() + "." + array.field() + ": " + packed.length + " != " + array.length());
    }
    return packed;
  }

  private static int[] filterQuads(StepParameters.Linear params) {
    int filters = roundUp(params.filters(), QUAD);
    int entries = roundUp(params.entries(), QUAD);
    int[] packed = new int[filters * entries / 2];
    for (int filter = 0; filter < params.filters(); filter++) {
      for (int k = 0; k < params.entries(); k++) {
        int place = filter / QUAD * 2 * entries + inQuad(filter % QUAD, k);
        packed[place] += weighted(filter, params.weights()[filter * params.entries() + k]);
      }
    }
    return packed;
  }

  /** Returns the place of a filter's k-th weight in its quad, in halfwords. */
  private static int inQuad(int filter, int k) {
    return k / QUAD * 8 + k % 2 * 4 + k / 2 % 2 + filter / 2 * 2;
  }

  /** Returns what a weight adds to its halfword: even filters stand in the upper byte. */
  private static int weighted(int filter, int weight) {
    return filter % 2 == 0 ? 256 * weight : weight;
  }

  private static int[] trecBlocks(QuantizedStep step) {
    StepParameters.Trec params = trec(step);
    Segmentation segments = segmentation(step);
    int quad = 2 * segments.paddedLength();
    int blockRow = BLOCK / QUAD * quad;
    int blocks = roundUp(params.filters(), BLOCK) / BLOCK;
    int[] packed = new int[blocks * segments.slices() * segments.taps() * blockRow];
    for (int filter = 0; filter < params.filters(); filter++) {
      for (int slice = 0; slice < segments.slices(); slice++) {
        for (int tap = 0; tap < segments.taps(); tap++) {
          int row = (filter / BLOCK * segments.slices() + slice) * segments.taps() + tap;
          int start = row * blockRow + filter % BLOCK / QUAD * quad;
          for (int l = 0; l < segments.length(); l++) {
            int k = segments.weightIndex(slice, tap, l);
            int weight = params.weights()[filter * params.entries() + k];
            packed[start + inQuad(filter % QUAD, l)] += weighted(filter, weight);
          }
        }
      }
    }
    return packed;
  }

  private static int roundUp(int value, int unit) {
    return (value + unit - 1) / unit * unit;
  }

  private static int[] exactBlocks(QuantizedStep step) {
    StepParameters.Exact params = exact(step);
    ExactLayout layout =
        ExactLayout.of((Op.Conv) step.step().main().op(), step.step().inputShape());
    int filters = params.multipliers().length;
    int quad = 2 * layout.paddedEntries();
    int[] packed = new int[roundUp(filters, BLOCK) / QUAD * quad];
    for (int filter = 0; filter < filters; filter++) {
      for (int k = 0; k < params.entries(); k++) {
        int place = filter / QUAD * quad + inQuad(filter % QUAD, layout.place(k));
        packed[place] += weighted(filter, params.weights()[filter * params.entries() + k]);
      }
    }
    return packed;
  }

  /** Returns vectors of a segment's length, each filled up with zeros to whole words. */
  private static int[] padded(byte[] vectors, Segmentation segments) {
    int length = segments.length();
    int padded = segments.paddedLength();
    int[] packed = new int[vectors.length / length * padded];
    for (int i = 0; i < vectors.length; i++) {
      packed[i / length * padded + i % length] = vectors[i];
    }
    return packed;
  }

  private static StepParameters.Trec trec(QuantizedStep step) {
    return (StepParameters.Trec) step.parameters();
  }

  private static StepParameters.Exact exact(QuantizedStep step) {
    return trec(step)
        .exact()
        .orElseThrow(() -> new IllegalArgumentException(step.name() + " keeps no directions"));
  }

  private static int[] perDirection(StepParameters.Exact exact, String field) {
    return switch (field) {
      case "direction_squares" -> exact.directionSquares().clone();
      case "direction_bias" -> exact.directionBias().clone();
      case "direction_multipliers" -> exact.directionMultipliers().clone();
      default -> throw new IllegalArgumentException("no values a direction: " + field);
    };
  }

  private static Segmentation segmentation(QuantizedStep step) {
    return Segmentation.of((Op.Conv) step.step().main().op(), step.step().inputShape());
  }

  private static int[] perFilter(QuantizedStep step, String field) {
    StepParameters parameters = step.parameters();
    if (parameters instanceof StepParameters.Linear linear) {
      return switch (field) {
        case "bias" -> linear.bias().clone();
        case "multipliers" -> linear.multipliers().clone();
        default -> throw new IllegalArgumentException("no values a filter: " + field);
      };
    } else if (parameters instanceof StepParameters.Trec trec) {
      return switch (field) {
        case "bias" -> widened(trec.bias());
        case "table_multipliers" -> trec.tableMultipliers().clone();
        case "kept_multipliers" -> exact(step).multipliers().clone();
        default -> throw new IllegalArgumentException("no values a filter: " + field);
      };
    }
    throw new IllegalArgumentException("no values a filter: " + parameters);
  }

  private static int[] widened(short[] values) {
    int[] wide = new int[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
