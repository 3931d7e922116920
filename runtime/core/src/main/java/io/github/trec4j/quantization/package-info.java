/**
 * What post-training quantisation needs of real numbers: ranges of activations on calibration
 * images, weights with normalisation folded in, scales.
 */
@NullMarked
package io.github.trec4j.quantization;

import org.jspecify.annotations.NullMarked;
