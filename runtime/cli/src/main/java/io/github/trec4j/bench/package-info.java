/** Measures kernels layer by layer on the emulated Cortex-M4, and training on this machine. */
@NullMarked
package io.github.trec4j.bench;

import org.jspecify.annotations.NullMarked;
