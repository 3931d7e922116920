package io.github.trec4j.spec.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a kernel's regions lie in its scratch memory. The C that calls the kernel gives it the
 * offsets as constants, and the kernel does not compile if a region is too small for what it does.
 *
 * @param regions in the order of the C struct
 * @param bytes all that they take
 */
public record ScratchLayout(List<Region> regions, int bytes) {
  /** Of a kernel that needs no memory. */
  public static final ScratchLayout NONE = new ScratchLayout(List.of(), 0);

  /** What offsets are multiples of, for the widest loads. */
  private static final int ALIGNMENT = 8;

  /**
   * A part of the scratch memory.
   *
   * @param name field of the C struct
   * @param offset where it begins
   * @param bytes its size, 0 if the kernel has no use for it with its shape
   */
  public record Region(String name, int offset, int bytes) {}

  /** Copies the list. */
  public ScratchLayout {
    regions = List.copyOf(regions);
  }

  /**
   * Returns the region of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Region region(String name) {
    return regions.stream()
        .filter(region -> region.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no region " + name));
  }

  static Builder builder() {
    return new Builder();
  }

  /**
   * Lays regions out one behind the other. Behind those that last while the kernel runs come
   * phases, which follow each other in time and share their memory.
   */
  static final class Builder {
    private final List<Region> regions = new ArrayList<>();
    private long lasting = -1;
    private long cursor;
    private long most;

    private Builder() {}

    /** Adds a region of so many bytes. */
    Builder region(String name, long bytes) {
      regions.add(new Region(name, Math.toIntExact(cursor), Math.toIntExact(bytes)));
      cursor += bytes;
      most = Math.max(most, cursor);
      return this;
    }

    /** Begins a phase. */
    Builder phase() {
      lasting = lasting < 0 ? cursor : lasting;
      cursor = lasting;
      return this;
    }

    ScratchLayout build() {
      return new ScratchLayout(regions, Math.toIntExact(most));
    }
  }

  static long ceil(long value, long unit) {
    return (value + unit - 1) / unit;
  }

  static long roundUp(long value, long unit) {
    return ceil(value, unit) * unit;
  }

  /** Rounds up to what the next region's offset must be a multiple of. */
  static long aligned(long bytes) {
    return roundUp(bytes, ALIGNMENT);
  }
}
