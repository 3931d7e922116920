package io.github.trec4j.spec.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
  void refusesWhatDoesNotFit() {
    Window window = Window.square(5, 1, 1);
    assertFalse(window.fits(new Shape(2, 9, 1)));
    assertThrows(IllegalArgumentException.class, () -> window.over(new Shape(2, 9, 1), 1));
    assertThrows(IllegalArgumentException.class, () -> Window.square(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> Window.square(1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Window.square(1, 1, -1));
  }
}
