package io.github.trec4j.spec.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lays out buffers in one arena so that no two that live at the same time overlap. */
final class Arena {
  /** What every buffer's offset is a multiple of: enough for the widest loads. */
  static final int ALIGNMENT = 8;

  private Arena() {}

  /**
   * Places buffers, largest first, each at the lowest offset that is free while it lives.
   *
   * @return the buffers with their offsets, in the order given
   */
  static List<Buffer> place(List<Buffer> buffers) {
    List<Buffer> placed = new ArrayList<>();
    List<Buffer> bySize = new ArrayList<>(buffers);
    bySize.sort(Comparator.comparingInt(Buffer::bytes).reversed());
    for (Buffer buffer : bySize) {
      placed.add(buffer.at(lowestFreeOffset(buffer, placed)));
    }
    placed.sort(Comparator.comparingInt(buffer -> indexOf(buffers, buffer)));
    return List.copyOf(placed);
  }

  /** Returns the arena's size. */
  static int bytes(List<Buffer> placed) {
    return placed.stream().mapToInt(Buffer::end).max().orElse(0);
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
