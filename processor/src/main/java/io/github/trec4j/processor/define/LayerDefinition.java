package io.github.trec4j.processor.define;

import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that the processor knows of one annotation that makes layers. Implementations have no state
 * and are found by {@link java.util.ServiceLoader}.
 */
public interface LayerDefinition {
  /** Returns the annotation. */
  Class<? extends Annotation> annotation();

  /** Returns the annotation's name, without package and at sign. */
  default String name() {
    return annotation().getSimpleName();
  }

  /** Returns the {@link Op#label} of what it makes: by default the annotation's name. */
  default String label() {
    return name().substring(0, 1).toLowerCase(Locale.ROOT) + name().substring(1);
  }

  /** Returns whether it has weights that a batch normalisation can be folded into. */
  default boolean isWeighted() {
    return false;
  }

  /**
   * Returns whether it reads two or more layers, which its member {@code value} names; others read
   * one.
   */
  default boolean joins() {
    return false;
  }

  /** Returns the simple name of the runtime's class that trains it. */
  default String layerClass() {
    return name() + "Layer";
  }

  /** Returns what its numbers may be, each seen on its own. */
  default List<Range> ranges() {
    return List.of();
  }

  /**
   * Checks what depends on several members, each of which is in its range.
   *
   * @return whether an operation can be made of them
   */
  default boolean checkMembers(AnnotationUse annotation, Report report) {
    return true;
  }

  /** Checks what depends on the layers before it, but on no shape. */
  default void checkPlace(LayerUse use, Report report) {}

  /**
   * Makes the operation, with defaults filled in.
   *
   * @param use with members that were checked
   * @param way to the layer, with the shapes that reach it
   * @return empty if it does not apply to those shapes, which the report is told
   */
  Optional<Op> define(LayerUse use, Way way, Report report);
}
