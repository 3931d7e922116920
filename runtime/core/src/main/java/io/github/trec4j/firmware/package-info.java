/**
 * Exports a quantised network as a self-contained folder of C: generated sources, weights packed as
 * the plan names it, a test program for the host, an emulated Cortex-M4 and the board, and a linker
 * script for each of these two.
 */
@NullMarked
package io.github.trec4j.firmware;

import org.jspecify.annotations.NullMarked;
