/**
 * The network in integers and its exact simulation: what the C on the board computes, bit for bit,
 * with one class a kernel, named as the kernel's C file.
 */
@NullMarked
package io.github.trec4j.int8;

import org.jspecify.annotations.NullMarked;
