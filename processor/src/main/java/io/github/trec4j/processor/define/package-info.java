/**
 * What the language's annotations mean: one definition an annotation, found by service loading, so
 * that a new layer is a new class here and a change nowhere else.
 */
@NullMarked
package io.github.trec4j.processor.define;

import org.jspecify.annotations.NullMarked;
