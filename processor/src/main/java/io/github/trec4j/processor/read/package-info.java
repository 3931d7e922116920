/** Annotations as written, each value with its place in the source; nothing is judged here. */
@NullMarked
package io.github.trec4j.processor.read;

import org.jspecify.annotations.NullMarked;
