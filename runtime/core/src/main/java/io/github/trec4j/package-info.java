/**
 * What generated code calls, and the tools around it: training, quantisation, firmware, emulator,
 * command line.
 */
@NullMarked
package io.github.trec4j;

import org.jspecify.annotations.NullMarked;
