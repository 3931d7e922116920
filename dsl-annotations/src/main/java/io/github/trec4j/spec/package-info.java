/**
 * The network that annotations describe, as immutable values: one definition of shapes, names and
 * settings for the processor (which writes Java and C from it) and the runtime (which trains,
 * quantises and exports by it).
 */
@NullMarked
package io.github.trec4j.spec;

import org.jspecify.annotations.NullMarked;
