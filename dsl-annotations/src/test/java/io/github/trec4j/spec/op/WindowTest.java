package io.github.trec4j.spec.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void outputsRoundDown() {
    Shape input = new Shape(8, 11, 4);
    assertEquals(new Shape(3, 5, 7), Window.square(3, 2, 0).over(input, 7));
    assertEquals(new Shape(4, 6, 7), Window.square(3, 2, 1).over(input, 7));
    assertEquals(new Shape(8, 11, 4), Window.square(5, 1, 2).over(input, 4));
  }

  @Test
  void sidesAndDirectionsMayDiffer() {
    Window window = new Window(3, 5, 2, 1, 0, 1, 2, 0);
    assertEquals(new Shape(4, 9, 7), window.over(new Shape(8, 11, 4), 7));
    assertEquals(15, window.area());
    assertEquals("3x5 stride 2x1 pad 0 1 2 0", window.describe());
    assertFalse(window.isSquare());
    assertEquals("5x5 pad 2", Window.square(5, 1, 2).describe());
  }

  @Test
  void samePaddingGivesAnOutputAStride() {
    for (int input = 1; input < 12; input++) {
      for (int size = 1; size < 8; size++) {
        for (int stride = 1; stride < 9; stride++) {
          Shape image = new Shape(input, 2 * input, 1);
          Window window = Window.unpadded(size, size + 1, stride, stride).same(image);
          int rows = (input + stride - 1) / stride;
          int columns = (2 * input + stride - 1) / stride;
          assertEquals(new Shape(rows, columns, 5), window.over(image, 5));
          int pad = Math.max((rows - 1) * stride + size - input, 0);
          assertEquals(pad / 2, window.top());
          assertEquals(pad - pad / 2, window.bottom());
          assertTrue(window.bottom() < size && window.right() < size + 1, window.describe());
        }
      }
    }
  }

  @Test
  void annotationsHaveAsFewNumbersAsTheyCan() {
    Map<String, Window> written = new LinkedHashMap<>();
    written.put("value = 3, stride = 2, pad = 1", Window.square(3, 2, 1));
    written.put("value = {3, 2}", Window.unpadded(3, 2, 3, 2));
    written.put("value = {3, 2}, stride = 3", Window.unpadded(3, 2, 3, 3));
    written.put("value = 2, stride = {2, 1}", Window.unpadded(2, 2, 2, 1));
    written.put("value = 3, pad = {1, 2}", Window.square(3, 3, 0).withPad(1, 1, 2, 2));
    written.put("value = 3, pad = {0, 1, 0, 0}", Window.square(3, 3, 0).withPad(0, 1, 0, 0));
    written.forEach(
        (members, window) ->
            assertEquals(members, Attributes.source(new MaxPool(window).attributes().members())));
    assertEquals(
        "@Conv(filters = 4, kernel = {1, 7}, stride = {1, 2}, pad = {0, 3})",
        new Conv(4, new Window(1, 7, 1, 2, 0, 0, 3, 3), true).attributes().source());
    assertEquals(
        "@AvgPool({3, 2})", new AvgPool(Window.unpadded(3, 2, 3, 2)).attributes().source());
  }

  @Test
  void refusesWhatSeesPaddingOnly() {
    Window.unpadded(2, 3, 1, 1).withPad(1, 1, 2, 2).requirePixels("pool");
    Window window = Window.unpadded(2, 3, 1, 1).withPad(0, 2, 0, 0);
    assertThrows(IllegalArgumentException.class, () -> window.requirePixels("pool"));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Window window = Window.square(5, 1, 1);
    assertFalse(window.fits(new Shape(2, 9, 1)));
    assertThrows(IllegalArgumentException.class, () -> window.over(new Shape(2, 9, 1), 1));
    assertThrows(IllegalArgumentException.class, () -> Window.square(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> Window.square(1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Window.square(1, 1, -1));
  }
}
