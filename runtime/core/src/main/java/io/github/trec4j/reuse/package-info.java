/** Finds the segments of an image that repeat: hashing and clustering in float. */
@NullMarked
package io.github.trec4j.reuse;

import org.jspecify.annotations.NullMarked;
