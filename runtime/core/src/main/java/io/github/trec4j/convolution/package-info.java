/** Convolutions over batches, for training: by a native library, or as matrix products. */
@NullMarked
package io.github.trec4j.convolution;

import org.jspecify.annotations.NullMarked;
