/** Trains networks: loss, optimiser, schedules, evaluation. */
@NullMarked
package io.github.trec4j.training;

import org.jspecify.annotations.NullMarked;
