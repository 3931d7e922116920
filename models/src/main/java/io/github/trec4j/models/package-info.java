/** The networks that come with trec4j. */
@NullMarked
package io.github.trec4j.models;

import org.jspecify.annotations.NullMarked;
