/**
 * CRC-32 of parameters in flash, as IEEE 802.3, zlib and java.util.zip.CRC32 have it: the reflected
 * polynomial 0xedb88320, begun and ended by inverting all bits. It tells any flipped bits within 32
 * neighbouring ones, and of others all but one case in 2^32.
 */
#ifndef TREC4J_CRC32_H
#define TREC4J_CRC32_H

#include "trec4j_common.h"

/** Bytes that lie together in memory. */
typedef struct {
  const void *first;
  uint32_t bytes;
} trec4j_range;

/** Takes in four bits: the lowest of `crc`, to which they were added. */
TREC4J_INLINE uint32_t trec4j_crc32_nibble(uint32_t crc) {
  /* 64 bytes; a table by bytes takes a kilobyte. */
  static const uint32_t of_nibble[16] = {0x00000000u, 0x1db71064u, 0x3b6e20c8u, 0x26d930acu,
                                         0x76dc4190u, 0x6b6b51f4u, 0x4db26158u, 0x5005713cu,
                                         0xedb88320u, 0xf00f9344u, 0xd6d6a3e8u, 0xcb61b38cu,
                                         0x9b64c2b0u, 0x86d3d2d4u, 0xa00ae278u, 0xbdbdf21cu};
  return of_nibble[crc & 15u] ^ crc >> 4;
}

/**
 * The CRC-32 of ranges, as if one lay behind the other; the first of no bytes ends them. They are
 * read as volatile, since a compiler that sees the whole program knows what was written to flash,
 * and need not look at what has become of it.
 */
TREC4J_INLINE uint32_t trec4j_crc32(const trec4j_range *ranges) {
  uint32_t crc = UINT32_MAX;
  for (; ranges->bytes != 0; ranges++) {
    const volatile uint8_t *byte = ranges->first;
    const volatile uint8_t *const end = byte + ranges->bytes;
    while (byte < end) crc = trec4j_crc32_nibble(trec4j_crc32_nibble(crc ^ *byte++));
  }
  return ~crc;
}

#endif
