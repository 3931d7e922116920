/** Batches of activations. */
@NullMarked
package io.github.trec4j.tensor;

import org.jspecify.annotations.NullMarked;
