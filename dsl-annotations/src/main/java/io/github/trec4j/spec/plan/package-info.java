/**
 * How a network runs on the board: steps, memory, parameters and their packing, symbol names,
 * estimated cost. Each is said here once; the C writer and the exporter follow.
 */
@NullMarked
package io.github.trec4j.spec.plan;

import org.jspecify.annotations.NullMarked;
