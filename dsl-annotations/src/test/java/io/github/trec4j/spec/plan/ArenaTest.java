package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArenaTest {
  private static final int ROUNDS = 400;

  private static final int CUT_BYTES = 512;

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

  /** Small sets of any buffers: the best of all orders is found. */
  @Test
  void fewBuffersNeedWhatTheBestOrderOfAllNeeds() {
    Random random = new Random(4);
    int best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Buffer> buffers = anyBuffers(random, 2 + random.nextInt(6));
      int bytes = Arena.bytes(Arena.place(buffers));
      int least = bytes == Arena.liveBytes(buffers) ? bytes : leastOfAllOrders(buffers);
      assertTrue(bytes <= 1.03 * least, bytes + " of " + least + ": " + buffers);
      best += bytes == least ? 1 : 0;
    }
    assertTrue(best >= 0.98 * ROUNDS, best + " are optimal");
  }

  /** Sets that fill an arena to the last byte at every step, if they are placed well. */
  @Test
  void buffersThatFillAnArenaAreFitted() {
    Random random = new Random(5);
    for (int pieces : new int[] {7, 20}) {
      int best = 0;
      for (int round = 0; round < ROUNDS; round++) {
        int bytes = Arena.bytes(Arena.place(cutBuffers(random, pieces)));
        assertTrue(bytes <= 1.05 * CUT_BYTES, bytes + " of " + CUT_BYTES);
        best += bytes == CUT_BYTES ? 1 : 0;
      }
      assertTrue(best >= 0.98 * ROUNDS, best + " are optimal");
    }
  }

  /** No arena is smaller than what lives at once; those of whole networks are hardly larger. */
  @Test
  void manyBuffersNeedHardlyMoreThanWhatLivesAtOnce() {
    Random random = new Random(6);
    int best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Buffer> buffers = anyBuffers(random, 10 + random.nextInt(50));
      int bytes = Arena.bytes(Arena.place(buffers));
      int least = Arena.liveBytes(buffers);
      assertTrue(bytes >= least && bytes <= 1.05 * least, bytes + " of " + least);
      best += bytes == least ? 1 : 0;
    }
    assertTrue(best >= 0.95 * ROUNDS, best + " are optimal");
  }

  private static List<Buffer> anyBuffers(Random random, int count) {
    int steps = 2 + random.nextInt(count);
    List<Buffer> buffers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int first = random.nextInt(steps);
      int last = Math.min(steps - 1, first + random.nextInt(4));
      buffers.add(new Buffer("b" + i, 1 + random.nextInt(400), first, last, 0));
    }
    return buffers;
  }

  /** Cuts an arena of {@link #CUT_BYTES} and some steps again and again, in steps or in bytes. */
  private static List<Buffer> cutBuffers(Random random, int count) {
    List<Buffer> pieces = new ArrayList<>(List.of(new Buffer("b0", CUT_BYTES, 0, 9, 0)));
    while (pieces.size() < count) {
      int index = random.nextInt(pieces.size());
      Buffer whole = pieces.get(index);
      String name = "b" + pieces.size();
      int steps = whole.lastStep() - whole.firstStep();
      int units = whole.bytes() / Arena.ALIGNMENT - 1;
      if (random.nextBoolean() && steps > 0) {
        int last = whole.firstStep() + random.nextInt(steps);
        pieces.set(index, new Buffer(whole.name(), whole.bytes(), whole.firstStep(), last, 0));
        pieces.add(new Buffer(name, whole.bytes(), last + 1, whole.lastStep(), 0));
      } else if (units > 0) {
        int bytes = Arena.ALIGNMENT * (1 + random.nextInt(units));
        pieces.set(index, new Buffer(whole.name(), bytes, whole.firstStep(), whole.lastStep(), 0));
        pieces.add(new Buffer(name, whole.bytes() - bytes, whole.firstStep(), whole.lastStep(), 0));
      }
    }
    Collections.shuffle(pieces, random);
    return pieces;
  }

  /** Returns what the best order needs; no other way to place buffers needs less. */
  private static int leastOfAllOrders(List<Buffer> buffers) {
    return leastOfAllOrders(new ArrayList<>(buffers), 0);
  }

  private static int leastOfAllOrders(List<Buffer> buffers, int fixed) {
    if (fixed == buffers.size()) {
      return Arena.bytes(Arena.firstFit(buffers));
    }
    int least = Integer.MAX_VALUE;
    for (int i = fixed; i < buffers.size(); i++) {
      Collections.swap(buffers, fixed, i);
      least = Math.min(least, leastOfAllOrders(buffers, fixed + 1));
      Collections.swap(buffers, fixed, i);
    }
    return least;
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
