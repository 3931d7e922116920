/**
 * The network in integers, with one class a kernel, named as the kernel's C file: how its integers
 * come from trained weights, what it computes, bit for bit as on the board, and how they lie in
 * flash.
 */
@NullMarked
package io.github.trec4j.int8;

import org.jspecify.annotations.NullMarked;
