package io.github.trec4j.spec.op;

import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import java.util.stream.IntStream;

/**
 * How a reuse convolution cuts its input into segments: one definition for training, simulator,
 * packing, kernels and costs.
 *
 * @param form what a segment is
 * @param length values a segment (the paper's L)
 * @param slices sets of segments that are clustered apart (S)
 * @param taps segments of one slice that one output pixel sums
 * @param perSlice segments of one slice in one image (N)
 * @param hashSets sets of hash vectors: one, or one a slice
 */
public record Segmentation(
    Form form, int length, int slices, int taps, int perSlice, int hashSets) {
  /** What a segment is. */
  public enum Form {
    /** {@code length} channels of one input pixel; segments in the order y, x. */
    PIXEL_SLICE,
    /**
     * The pixels of one input row under a kernel row that starts at column {@code ox * strideX -
     * left}; segments in the order y, ox. Pixels beside the image are zero.
     */
    ROW_RUN,
    /** {@code length} consecutive values of an im2row row; segments in the order oy, ox. */
    IM2ROW_SLICE
  }

  /** Channels up from which a segment defaults to a slice of one pixel. */
  private static final int PIXEL_SLICE_CHANNELS = 8;

  private static final int DEFAULT_LENGTH = 16;

  /**
   * Returns the segments of a reuse convolution over the given input.
   *
   * @throws IllegalArgumentException if its segment's length is not valid
   */
  public static Segmentation of(TrecConv conv, Shape input) {
    Reuse reuse = conv.reuse();
    Window kernel = conv.kernel();
    int length = reuse.segment();
    if (!isValid(length, reuse.sharing(), kernel, input.channels())) {
      throw new IllegalArgumentException("a segment of " + length + " does not divide the input");
    }
    Shape output = conv.outputOf(input);
    if (reuse.sharing() == Sharing.PER_SLICE) {
      int slices = kernel.area() * input.channels() / length;
      return new Segmentation(
          Form.IM2ROW_SLICE, length, slices, 1, output.pixels(), hashSets(reuse, slices));
    } else if (input.channels() % length == 0) {
      int slices = input.channels() / length;
      return new Segmentation(
          Form.PIXEL_SLICE, length, slices, kernel.area(), input.pixels(), hashSets(reuse, slices));
    }
    int rows = input.height() * output.width();
    return new Segmentation(Form.ROW_RUN, length, 1, kernel.height(), rows, 1);
  }

  /** Learned hashes are made for each slice; random ones are shared, as in the paper. */
  private static int hashSets(Reuse reuse, int slices) {
    return reuse.hashing() == Hashing.LEARNED && reuse.centred() ? slices : 1;
  }

  /** Returns whether segments of that length tile the input of a convolution. */
  public static boolean isValid(int length, Sharing sharing, Window kernel, int channels) {
    if (length < 1) {
      return false;
    }
    return switch (sharing) {
      case SHARED -> channels % length == 0 || length == kernel.width() * channels;
      case PER_SLICE -> kernel.area() * channels % length == 0;
    };
  }

  /** Returns all valid lengths, ascending. */
  public static int[] validLengths(Sharing sharing, Window kernel, int channels) {
    return IntStream.rangeClosed(1, kernel.area() * channels)
        .filter(length -> isValid(length, sharing, kernel, channels))
        .toArray();
  }

  /**
   * Returns the length where the annotation names none: a row run where pixels are narrow;
   * otherwise the longest valid length up to {@value #DEFAULT_LENGTH}.
   */
  public static int defaultLength(Sharing sharing, Window kernel, int channels) {
    if (sharing == Sharing.SHARED && channels < PIXEL_SLICE_CHANNELS) {
      return kernel.width() * channels;
    }
    return IntStream.of(validLengths(sharing, kernel, channels))
        .filter(length -> length <= DEFAULT_LENGTH)
        .max()
        .orElse(1);
  }

  /**
   * Returns the place in a filter's weights, in the order kernel row, kernel column, channel, that
   * meets a value of a segment.
   *
   * @param slice 0 to {@code slices - 1}
   * @param tap 0 to {@code taps - 1}, in the order kernel row, kernel column
   * @param index place in the segment, 0 to {@code length - 1}
   */
  public int weightIndex(int slice, int tap, int index) {
    return (tap * slices + slice) * length + index;
  }

  /** Returns {@code length} rounded up to whole words of four bytes, as stored. */
  public int paddedLength() {
    return (length + 3) / 4 * 4;
  }
}
