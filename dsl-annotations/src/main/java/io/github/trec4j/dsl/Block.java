package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation of one's own a block: layers with parameters, declared once, and used like a
 * layer by that annotation on a field of a {@link TrecModel} or of another block.
 *
 * <pre>{@code
 * @Block
 * public @interface Fire {
 *   int squeeze();
 *   int expand();
 *
 *   int SQUEEZE = Block.A;
 *   int EXPAND = Block.B;
 *
 *   final class Layers {
 *     @Conv(filters = SQUEEZE, kernel = 1) @Relu Layer squeeze;
 *     @Conv(filters = EXPAND, kernel = 1) @Relu Layer left;
 *     @From("squeeze") @Conv(filters = EXPAND, kernel = 3, pad = 1) @Relu Layer right;
 *     @Concat({"left", "right"}) Layer both;
 *   }
 * }
 * }</pre>
 *
 * <p>The fields of the one nested class are the block's layers; {@code "input"} names what the
 * block reads, and its output is its last field. The members, all of type int, are its parameters.
 * As values in annotations must be constants, a constant stands for each within the block: it has
 * the member's name in upper case ({@code expandRight}: {@code EXPAND_RIGHT}) and one of the
 * placeholders below as its value. It can be handed on, also as one number of several, but not
 * calculated with.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Block {
  // far from each other and from all that layers can be given, so that sums, products and quotients
  // of them are seen to be none of them

  /** A placeholder. */
  int A = -1_157_920_459;

  /** A placeholder. */
  int B = -1_235_177_011;

  /** A placeholder. */
  int C = -1_316_068_491;

  /** A placeholder. */
  int D = -1_377_231_875;

  /** A placeholder. */
  int E = -1_468_434_865;

  /** A placeholder. */
  int F = -1_534_709_837;

  /** A placeholder. */
  int G = -1_601_974_579;

  /** A placeholder. */
  int H = -1_692_459_687;

  /** A placeholder. */
  int I = -1_762_087_813;

  /** A placeholder. */
  int J = -1_828_562_919;

  /** A placeholder. */
  int K = -1_907_194_083;

  /** A placeholder. */
  int L = -1_984_118_341;
}
