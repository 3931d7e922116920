package io.github.trec4j.processor.write;

import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Symbols;

/**
 * What the C files of one network have in common.
 *
 * @param plan the network's
 * @param method that made the network from the model class
 */
record CNetwork(FirmwarePlan plan, Method method) {
  /** What the arena's address must be a multiple of; all other buffers may lie anywhere. */
  static final int ARENA_ALIGNMENT = 8;

  /** C has no empty arrays, so a network that needs no arena is given one of this size. */
  private static final int SMALLEST_ARENA = 8;

  NetworkSpec spec() {
    return plan.spec();
  }

  Symbols symbols() {
    return Symbols.of(spec());
  }

  /** Returns the name of the header that only the network's own sources need. */
  String internalHeader() {
    return symbols().internalHeader();
  }

  int arenaBytes() {
    return Math.max(plan.arenaBytes(), SMALLEST_ARENA);
  }

  /** Returns a shape as comments have it: {@code [32, 32, 3]}. */
  static String brackets(Shape shape) {
    return "[%s, %s, %s]".formatted(shape.height(), shape.width(), shape.channels());
  }

  /** Returns which network it is: {@code Model class CifarNet in int8, method "trec"}. */
  String title() {
    return "Model class %s in int8, method \"%s\"".formatted(spec().name(), method);
  }
}
