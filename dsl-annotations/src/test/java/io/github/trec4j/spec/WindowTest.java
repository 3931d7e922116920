package io.github.trec4j.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void outputsRoundDown() {
    Shape input = new Shape(8, 11, 4);
    assertEquals(new Shape(3, 5, 7), new Window(3, 2, 0).over(input, 7));
    assertEquals(new Shape(4, 6, 7), new Window(3, 2, 1).over(input, 7));
    assertEquals(new Shape(8, 11, 4), new Window(5, 1, 2).over(input, 4));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Window window = new Window(5, 1, 1);
    assertFalse(window.fits(new Shape(2, 9, 1)));
    assertThrows(IllegalArgumentException.class, () -> window.over(new Shape(2, 9, 1), 1));
    assertThrows(IllegalArgumentException.class, () -> new Window(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Window(1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Window(1, 1, -1));
  }
}
