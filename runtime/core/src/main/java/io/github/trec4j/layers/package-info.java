/** Layers with exact gradients. */
@NullMarked
package io.github.trec4j.layers;

import org.jspecify.annotations.NullMarked;
