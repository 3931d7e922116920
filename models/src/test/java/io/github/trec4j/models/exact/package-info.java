/** Whole networks of odd shapes: Java's simulation, C on the host and C on the Cortex-M4 agree. */
@NullMarked
package io.github.trec4j.models.exact;

import org.jspecify.annotations.NullMarked;
