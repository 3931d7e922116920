/** Weights and the files that hold them. */
@NullMarked
package io.github.trec4j.checkpoint;

import org.jspecify.annotations.NullMarked;
