/**
 * The language: annotations that describe a convolutional network as a Java class. Fields run in
 * order of declaration; the annotations on one field run in the order written.
 */
@NullMarked
package io.github.trec4j.dsl;

import org.jspecify.annotations.NullMarked;
