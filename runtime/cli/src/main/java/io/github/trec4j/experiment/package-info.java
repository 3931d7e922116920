/** Measures and compares trained models: what commands do, apart from their options. */
@NullMarked
package io.github.trec4j.experiment;

import org.jspecify.annotations.NullMarked;
