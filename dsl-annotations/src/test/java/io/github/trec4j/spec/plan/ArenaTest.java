package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArenaTest {
  @Test
  void buffersThatLiveTogetherNeverOverlap() {
    Random random = new Random(1);
    int pairs = 0;
    for (int round = 0; round < 200; round++) {
      List<Buffer> placed = Arena.place(randomBuffers(random));
      for (Buffer a : placed) {
        assertEquals(0, a.offset() % Arena.ALIGNMENT);
        assertTrue(a.end() <= Arena.bytes(placed));
        for (Buffer b : placed) {
          if (!a.equals(b) && a.livesWith(b)) {
            assertTrue(a.end() <= b.offset() || b.end() <= a.offset(), a + " " + b);
            pairs++;
          }
        }
      }
    }
    assertTrue(pairs > 1000);
  }

  @Test
  void memoryIsUsedAgain() {
    List<Buffer> chain =
        Arena.place(
            List.of(
                new Buffer("a", 800, 0, 1, 0),
                new Buffer("b", 400, 1, 2, 0),
                new Buffer("c", 800, 2, 3, 0)));
    assertEquals(1200, Arena.bytes(chain));
    assertEquals(List.of("a", "b", "c"), chain.stream().map(Buffer::name).toList());
  }

  private static List<Buffer> randomBuffers(Random random) {
    List<Buffer> buffers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int first = random.nextInt(10);
      buffers.add(
          new Buffer("b" + i, 1 + random.nextInt(999), first, first + random.nextInt(4), 0));
    }
    return buffers;
  }
}
