/** Measures kernels layer by layer on the emulated Cortex-M4. */
@NullMarked
package io.github.trec4j.bench;

import org.jspecify.annotations.NullMarked;
