package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A network for one board. The annotated class is never instantiated: its fields of type {@link
 * Layer} describe the network, and the processor generates {@code <Class>Network} (trains it) and
 * {@code <class>.c} (runs it) from them.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TrecModel {
  /** The shape of one input image. */
  Input input();

  /** The board that the firmware must fit. Ignored where {@link #customBoard} names one. */
  Board board() default Board.STM32F469NI;

  /** A board of one's own, at most one. */
  BoardSpec[] customBoard() default {};

  /** Class names in the order of the logits; empty where the data folder names them. */
  String[] labels() default {};
}
