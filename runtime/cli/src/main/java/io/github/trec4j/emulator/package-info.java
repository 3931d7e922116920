/** Builds exported firmware with gcc and runs it on this machine and on an emulated Cortex-M4. */
@NullMarked
package io.github.trec4j.emulator;

import org.jspecify.annotations.NullMarked;
