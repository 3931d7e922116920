/** Java and C from a checked network. */
@NullMarked
package io.github.trec4j.processor.write;

import org.jspecify.annotations.NullMarked;
