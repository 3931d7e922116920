/**
 * Means of pixels, channel by channel, int8 [pixel][C] to int8 [C]:
 *
 *     out = floor((2 * sum + n) / (2 * n)),   n = rows * columns, at most 2^22
 */
#ifndef TREC4J_MEAN_H
#define TREC4J_MEAN_H

#include "trec4j_common.h"
#include "trec4j_simd.h"

/** Some pixels of a map. */
typedef struct {
  const int8_t *first;
  int32_t rows, columns;
  int32_t row;      /**< bytes from one row to the next */
  int32_t channels; /**< bytes from one pixel to the next */
} trec4j_mean_window;

#if TREC4J_DSP

/** Most pixels whose sum is a halfword: -128 * 256 and 127 * 256 still are. */
enum { TREC4J_MEAN_PIXELS = 256 };

/** Sums of four channels, 0 and 2, 1 and 3. */
typedef struct {
  uint32_t even, odd;
} trec4j_mean_sums;

/** Adds four channels of pixels side by side. */
TREC4J_INLINE trec4j_mean_sums trec4j_mean_add(trec4j_mean_sums sums, const int8_t *pixel,
                                               int32_t channels, int32_t pixels) {
#pragma GCC unroll 4
  for (int32_t i = 0; i < pixels; i++) {
    const uint32_t bytes = trec4j_load4(pixel);
    sums.even = trec4j_sxtab16(sums.even, bytes);
    sums.odd = trec4j_sxtab16_high(sums.odd, bytes);
    pixel += channels;
  }
  return sums;
}

/** What sums of `n` pixels are multiplied with, M = 2^30 / n rounded up. */
TREC4J_INLINE int32_t trec4j_mean_scale(int32_t n) { return ((1 << 30) + n - 1) / n; }

/**
 * The means of two channels as halfwords. With the scale M, (M * sum) >> 16 lies less than 1.5
 * below and no more than 0.5 above 2^14 * sum / n, for |sum| <= 128 * n and n <= 256. To 2^13 for
 * the rounding comes 2: then nothing lies below what it should be, or more than 2.5 above, and the
 * next whole mean is 2^14 / (2 * n) >= 32 away.
 */
TREC4J_INLINE uint32_t trec4j_mean_divide(uint32_t sums, int32_t scale) {
  const int32_t rounding = (1 << 13) + 2;
  const int32_t low = trec4j_smlawb(scale, sums, rounding) >> 14;
  const int32_t high = trec4j_smlawt(scale, sums, rounding);
  return trec4j_pkhbt_14((uint32_t)low, (uint32_t)high);
}

/** Four channels of at most TREC4J_MEAN_PIXELS pixels. */
TREC4J_INLINE uint32_t trec4j_mean_few(const trec4j_mean_window *window, int32_t channel) {
  const int32_t scale = trec4j_mean_scale(window->rows * window->columns);
  const int8_t *row = window->first + channel;
  trec4j_mean_sums sums = {0, 0};
  for (int32_t y = 0; y < window->rows; y++) {
    sums = trec4j_mean_add(sums, row, window->channels, window->columns);
    row += window->row;
  }
  const uint32_t even = trec4j_mean_divide(sums.even, scale);
  const uint32_t odd = trec4j_mean_divide(sums.odd, scale);
  return trec4j_uxtb16(even) | trec4j_uxtb16(odd) << 8;
}

/** Four channels of any number of pixels. */
TREC4J_INLINE void trec4j_mean_many(const trec4j_mean_window *window, int32_t channel,
                                    int8_t *output) {
  int32_t totals[4] = {0, 0, 0, 0};
  for (int32_t y = 0; y < window->rows; y++) {
    const int8_t *pixel = window->first + y * window->row + channel;
    for (int32_t left = window->columns; left > 0; left -= TREC4J_MEAN_PIXELS) {
      const int32_t pixels = TREC4J_MIN(left, TREC4J_MEAN_PIXELS);
      trec4j_mean_sums sums = {0, 0};
      sums = trec4j_mean_add(sums, pixel, window->channels, pixels);
      totals[0] += (int16_t)sums.even;
      totals[1] += (int16_t)sums.odd;
      totals[2] += (int16_t)(sums.even >> 16);
      totals[3] += (int16_t)(sums.odd >> 16);
      pixel += pixels * window->channels;
    }
  }
  for (int32_t c = 0; c < 4; c++) {
    output[channel + c] = (int8_t)trec4j_rounded_mean(totals[c], window->rows * window->columns);
  }
}

#endif

/** One channel. */
TREC4J_INLINE int8_t trec4j_mean_one(const trec4j_mean_window *window, int32_t channel) {
  int32_t sum = 0;
  for (int32_t y = 0; y < window->rows; y++) {
    for (int32_t x = 0; x < window->columns; x++) {
      sum += window->first[y * window->row + x * window->channels + channel];
    }
  }
  return (int8_t)trec4j_rounded_mean(sum, window->rows * window->columns);
}

/** All channels. */
TREC4J_INLINE void trec4j_mean(const trec4j_mean_window *window, int8_t *output) {
  const int32_t channels = window->channels;
#if TREC4J_DSP
  if (channels >= 4) {
    for (int32_t c = 0; c < channels; c += 4) {
      /* The last channels, if they are not four, come with some of those before. */
      const int32_t first = TREC4J_MIN(c, channels - 4);
      if (window->rows * window->columns <= TREC4J_MEAN_PIXELS) {
        trec4j_store4(output + first, trec4j_mean_few(window, first));
      } else {
        trec4j_mean_many(window, first, output);
      }
    }
    return;
  }
#endif
  for (int32_t c = 0; c < channels; c++) output[c] = trec4j_mean_one(window, c);
}

#endif
