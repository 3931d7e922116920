/**
 * Trains networks: loss, optimiser, schedules, evaluation, and the trained model with its integers.
 */
@NullMarked
package io.github.trec4j.training;

import org.jspecify.annotations.NullMarked;
