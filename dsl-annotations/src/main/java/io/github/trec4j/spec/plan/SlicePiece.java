package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a slice of an im2row row that lie side by side in the map: those of one pixel.
 *
 * @param tap the kernel's, row by row, whose pixel it is
 * @param values how many
 */
record SlicePiece(int tap, int values) {
  /** Returns the pieces of all slices of a row, in order. */
  static List<SlicePiece> of(TrecConv conv, Shape input) {
    int channels = input.channels();
    int length = conv.segmentation(input).length();
    List<SlicePiece> pieces = new ArrayList<>();
    int values;
    for (int first = 0; first < conv.kernel().area() * channels; first += values) {
      values = Math.min(channels - first % channels, length - first % length);
      pieces.add(new SlicePiece(first / channels, values));
    }
    return pieces;
  }
}
