package io.github.trec4j.processor.check;

import io.github.trec4j.dsl.MemoryKind;
import io.github.trec4j.processor.define.Range;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a {@code @BoardSpec} says: a board of one's own. */
final class BoardSpecCheck {
  private static final int KIB = 1024;
  private static final int MOST_KIB = 65536;
  private static final int CLOCK_MHZ = 10_000;
  private static final int WAIT_STATES = 1000;
  private static final long ADDRESSES = 1L << 32;

  private static final Range CLOCK = Range.of("clockMhz", 1, CLOCK_MHZ);

  private static final List<Range> OF_SIZES =
      List.of(Range.of("flashKib", 1, MOST_KIB), Range.of("ramKib", 1, MOST_KIB));

  private static final List<Range> OF_MEMORY =
      List.of(Range.of("kib", 1, MOST_KIB), Range.of("waitStates", 0, WAIT_STATES));

  private final AnnotationUse board;
  private final Report report;

  BoardSpecCheck(AnnotationUse board, Report report) {
    this.board = board;
    this.report = report;
  }

  /** Returns the limits of the board; empty if they are not possible. */
  Optional<BoardLimits> limits() {
    Attribute name = board.attribute("name");
    boolean valid = Range.check(board, List.of(CLOCK), report);
    if (name.text().isBlank()) {
      report.add(Message.BOARD_NAME, name.site());
      valid = false;
    }
    Optional<BoardLimits> limits =
        board.attribute("memories").elements().isEmpty() ? ofSizes() : ofMemories();
    return valid ? limits : Optional.empty();
  }

  private Optional<BoardLimits> ofSizes() {
    if (!Range.check(board, OF_SIZES, report)) {
      return Optional.empty();
    }
    return Optional.of(
        new BoardLimits(
            board.attribute("name").text(),
            board.number("flashKib") * KIB,
            board.number("ramKib") * KIB,
            board.number("clockMhz")));
  }

  private Optional<BoardLimits> ofMemories() {
    Attribute memories = board.attribute("memories");
    boolean valid = saysSizesOnce();
    List<BoardMemory> checked = new ArrayList<>();
    for (Attribute memory : memories.elements()) {
      Optional<BoardMemory> found = memory(memory.annotation());
      valid &= found.isPresent() && apart(found.get(), checked, memory.annotation());
      found.ifPresent(checked::add);
    }
    if (checked.size() == memories.elements().size()) {
      valid &= hasMemory(checked, "program and parameters", MemoryKind::holdsConstants);
      valid &= hasMemory(checked, "arena and stack", MemoryKind::holdsVariables);
    }
    return valid
        ? Optional.of(
            new BoardLimits(board.attribute("name").text(), board.number("clockMhz"), checked))
        : Optional.empty();
  }

  private boolean saysSizesOnce() {
    boolean once = true;
    for (Range range : OF_SIZES) {
      if (board.number(range.member()) != 0) {
        report.add(Message.MEMORIES_AND_SIZES, board.site(range.member()), range.member());
        once = false;
      }
    }
    return once;
  }

  private Optional<BoardMemory> memory(AnnotationUse memory) {
    boolean valid = Range.check(memory, OF_MEMORY, report);
    Attribute name = memory.attribute("name");
    if (!name.text().matches("[A-Za-z][A-Za-z0-9_]*")) {
      report.add(Message.MEMORY_NAME, name.site(), name.text());
      valid = false;
    }
    long bytes = memory.number("kib") * (long) KIB;
    Range origin = new Range("origin", 0, ADDRESSES - (double) bytes, false, false);
    if (!valid || !Range.check(memory, List.of(origin), report)) {
      return Optional.empty();
    }
    return Optional.of(
        new BoardMemory(
            name.text(),
            memory.constant("kind", MemoryKind.class),
            memory.attribute("origin").longNumber(),
            Math.toIntExact(bytes),
            memory.number("waitStates")));
  }

  /** Checks a memory against those before it. */
  private boolean apart(BoardMemory memory, List<BoardMemory> others, AnnotationUse use) {
    boolean apart = true;
    for (BoardMemory other : others) {
      if (memory.name().equalsIgnoreCase(other.name())) {
        report.add(Message.MEMORY_NAME_TWICE, use.site("name"), memory.name());
        apart = false;
      }
      if (memory.overlaps(other)) {
        report.add(
            Message.MEMORIES_OVERLAP,
            use.site("origin"),
            other.name(),
            other.origin(),
            other.end(),
            memory.name(),
            memory.origin());
        apart = false;
      }
    }
    return apart;
  }

  private boolean hasMemory(List<BoardMemory> memories, String what, Predicate<MemoryKind> holds) {
    boolean there = memories.stream().anyMatch(memory -> holds.test(memory.kind()));
    if (!there) {
      report.add(Message.BOARD_LACKS_MEMORY, board.site("memories"), what);
    }
    return there;
  }
}
