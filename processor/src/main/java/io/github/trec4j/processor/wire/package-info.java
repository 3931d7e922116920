/** From fields and blocks to the layers that they stand for, each with what it reads. */
@NullMarked
package io.github.trec4j.processor.wire;

import org.jspecify.annotations.NullMarked;
