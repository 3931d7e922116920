/**
 * Post-training quantisation: weights and calibration images to the integers that the board
 * computes with.
 */
@NullMarked
package io.github.trec4j.quantization;

import org.jspecify.annotations.NullMarked;
