/** Images with labels, and the batches that training takes from them. */
@NullMarked
package io.github.trec4j.data;

import org.jspecify.annotations.NullMarked;
