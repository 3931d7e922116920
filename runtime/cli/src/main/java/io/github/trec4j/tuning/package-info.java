/** Chooses reuse for each convolution by measured accuracy and estimated instructions. */
@NullMarked
package io.github.trec4j.tuning;

import org.jspecify.annotations.NullMarked;
