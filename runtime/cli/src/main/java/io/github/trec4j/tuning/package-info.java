/** Chooses reuse for each convolution by measured accuracy and modelled cycles. */
@NullMarked
package io.github.trec4j.tuning;

import org.jspecify.annotations.NullMarked;
