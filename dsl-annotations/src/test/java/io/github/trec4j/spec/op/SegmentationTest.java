package io.github.trec4j.spec.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.CifarNetSpec;
import io.github.trec4j.spec.op.Segmentation.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentationTest {
  @Test
  void pixelSlices() {
    Segmentation segments = of(new Shape(14, 14, 64), 5, 16, Sharing.SHARED);
    assertEquals(new Segmentation(Form.PIXEL_SLICE, 16, 4, 25, 196, 4), segments);
  }

  @Test
  void rowRuns() {
    Segmentation segments = of(new Shape(32, 32, 3), 5, 15, Sharing.SHARED);
    assertEquals(new Segmentation(Form.ROW_RUN, 15, 1, 5, 32 * 28, 1), segments);
    assertEquals(16, segments.paddedLength());
  }

  @Test
  void im2rowSlices() {
    Segmentation segments = of(new Shape(14, 14, 64), 5, 40, Sharing.PER_SLICE);
    assertEquals(new Segmentation(Form.IM2ROW_SLICE, 40, 40, 1, 100, 40), segments);
  }

  @Test
  void everyWeightMeetsOneValue() {
    int checked = 0;
    for (Sharing sharing : Sharing.values()) {
      for (int length : Segmentation.validLengths(sharing, Window.square(3, 1, 0), 12)) {
        Segmentation segments = of(new Shape(9, 9, 12), 3, length, sharing);
        boolean[] met = new boolean[3 * 3 * 12];
        for (int slice = 0; slice < segments.slices(); slice++) {
          for (int tap = 0; tap < segments.taps(); tap++) {
            for (int index = 0; index < length; index++) {
              int weight = segments.weightIndex(slice, tap, index);
              assertTrue(!met[weight], "twice " + weight);
              met[weight] = true;
              checked++;
            }
          }
        }
        assertEquals(met.length, segments.slices() * segments.taps() * length);
      }
    }
    assertTrue(checked > 1000);
  }

  @ParameterizedTest
  @EnumSource(Sharing.class)
  void defaultsAreValid(Sharing sharing) {
    for (int channels = 1; channels < 70; channels++) {
      for (int kernel = 1; kernel < 8; kernel += 2) {
        Window window = Window.square(kernel, 1, 0);
        int length = Segmentation.defaultLength(sharing, window, channels);
        assertTrue(
            Segmentation.isValid(length, sharing, window, channels), channels + " " + kernel);
      }
    }
  }

  @Test
  void validLengthsDivide() {
    Window window = Window.square(5, 1, 0);
    assertArrayEquals(new int[] {1, 3, 15}, Segmentation.validLengths(Sharing.SHARED, window, 3));
    assertArrayEquals(
        new int[] {1, 3, 5, 15, 25, 75}, Segmentation.validLengths(Sharing.PER_SLICE, window, 3));
    Window flat = Window.unpadded(1, 7, 1, 1);
    assertArrayEquals(new int[] {1, 3, 21}, Segmentation.validLengths(Sharing.SHARED, flat, 3));
    Window tall = Window.unpadded(7, 1, 1, 1);
    assertArrayEquals(new int[] {1, 3}, Segmentation.validLengths(Sharing.SHARED, tall, 3));
    assertArrayEquals(
        new int[] {1, 3, 7, 21}, Segmentation.validLengths(Sharing.PER_SLICE, tall, 3));
    assertThrows(
        IllegalArgumentException.class, () -> of(new Shape(9, 9, 12), 3, 5, Sharing.SHARED));
  }

  private static Segmentation of(Shape input, int kernel, int segment, Sharing sharing) {
    return Segmentation.of(CifarNetSpec.trecConv(64, kernel, segment, 4, sharing), input);
  }
}
