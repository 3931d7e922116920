package io.github.trec4j.spec.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Lays out buffers in one arena so that no two that live at the same time overlap.
 *
 * <p>Placed one after the other, each at the lowest offset that is free while it lives, buffers
 * need as little as can be in some order. A few orders are tried that are often good, and then
 * others: of the buffers that reach the arena's end, one is placed earlier. Most networks need no
 * more than what lives at once, with which the search ends.
 */
final class Arena {
  /** What every buffer's offset is a multiple of: enough for the widest loads. */
  static final int ALIGNMENT = 8;

  /** How many orders are tried besides the usual ones. */
  private static final int MORE_ORDERS = 400;

  private static final Comparator<Buffer> BY_SIZE =
      Comparator.comparingInt(Buffer::bytes).reversed();

  private static final List<Comparator<Buffer>> ORDERS =
      List.of(
          BY_SIZE,
          Comparator.comparingInt(Arena::steps).reversed().thenComparing(BY_SIZE),
          Comparator.comparingLong(Arena::area).reversed(),
          Comparator.comparingInt(Buffer::firstStep).thenComparing(BY_SIZE),
          Comparator.comparingInt(Buffer::lastStep).reversed().thenComparing(BY_SIZE));

  private Arena() {}

  /**
   * Places buffers.
   *
   * @return the buffers with their offsets, in the order given
   */
  static List<Buffer> place(List<Buffer> buffers) {
    int least = liveBytes(buffers);
    List<Buffer> best = firstFit(sorted(buffers, BY_SIZE));
    for (int i = 1; i < ORDERS.size() && bytes(best) > least; i++) {
      best = smaller(best, firstFit(sorted(buffers, ORDERS.get(i))));
    }
    Random random = new Random(1);
    List<Buffer> current = best;
    for (int i = 0; i < MORE_ORDERS && bytes(best) > least; i++) {
      current = firstFit(changed(current, random));
      best = smaller(best, current);
    }
    return sorted(best, Comparator.comparingInt(buffer -> indexOf(buffers, buffer)));
  }

  /** Returns the arena's size. */
  static int bytes(List<Buffer> placed) {
    return placed.stream().mapToInt(Buffer::end).max().orElse(0);
  }

  /** Returns the most bytes that live at once: no arena is smaller. */
  static int liveBytes(List<Buffer> buffers) {
    return buffers.stream()
        .mapToInt(Buffer::firstStep)
        .map(step -> liveBytes(buffers, step))
        .max()
        .orElse(0);
  }

  private static int liveBytes(List<Buffer> buffers, int step) {
    return buffers.stream()
        .filter(buffer -> buffer.firstStep() <= step && step <= buffer.lastStep())
        .mapToInt(buffer -> aligned(buffer.bytes()))
        .sum();
  }

  private static int steps(Buffer buffer) {
    return buffer.lastStep() - buffer.firstStep() + 1;
  }

  private static long area(Buffer buffer) {
    return (long) buffer.bytes() * steps(buffer);
  }

  private static List<Buffer> sorted(List<Buffer> buffers, Comparator<Buffer> order) {
    return buffers.stream().sorted(order).toList();
  }

  private static List<Buffer> smaller(List<Buffer> one, List<Buffer> other) {
    return bytes(other) < bytes(one) ? other : one;
  }

  /** Places each buffer at the lowest offset that is free while it lives. */
  static List<Buffer> firstFit(List<Buffer> order) {
    List<Buffer> placed = new ArrayList<>();
    for (Buffer buffer : order) {
      placed.add(buffer.at(lowestFreeOffset(buffer, placed)));
    }
    return placed;
  }

  /** Returns the order of placed buffers but for one that reaches the end, which comes earlier. */
  private static List<Buffer> changed(List<Buffer> placed, Random random) {
    int bytes = bytes(placed);
    int[] last =
        IntStream.range(0, placed.size()).filter(i -> placed.get(i).end() == bytes).toArray();
    int moved = last[random.nextInt(last.length)];
    List<Buffer> order = new ArrayList<>(placed);
    order.add(random.nextInt(Math.max(1, moved)), order.remove(moved));
    return order;
  }

  private static int lowestFreeOffset(Buffer buffer, List<Buffer> placed) {
    List<Buffer> rivals = new ArrayList<>();
    for (Buffer other : placed) {
      if (other.livesWith(buffer)) {
        rivals.add(other);
      }
    }
    rivals.sort(Comparator.comparingInt(Buffer::offset));
    int offset = 0;
    for (Buffer rival : rivals) {
      if (offset + aligned(buffer.bytes()) <= rival.offset()) {
        break;
      }
      offset = Math.max(offset, rival.end());
    }
    return offset;
  }

  private static int indexOf(List<Buffer> buffers, Buffer placed) {
    for (int i = 0; i < buffers.size(); i++) {
      if (buffers.get(i).name().equals(placed.name())) {
        return i;
      }
    }
    throw new IllegalStateException(placed.name());
  }

  static int aligned(int bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
