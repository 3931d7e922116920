/** The CRC-32 of parameters against its definition, bit by bit. */
#include "random_cases.h"
#include "trec4j_crc32.h"

#define MOST_RANGES 6

static uint32_t ref_crc32(const uint8_t *bytes, uint32_t count) {
  uint32_t crc = 0xffffffffu;
  for (uint32_t bit = 0; bit < 8 * count; bit++) {
    const uint32_t low = (crc ^ (uint32_t)bytes[bit / 8] >> bit % 8) & 1u;
    crc = crc >> 1 ^ (low ? 0xedb88320u : 0u);
  }
  return crc ^ 0xffffffffu;
}

static void check_crc(const trec4j_range *ranges, uint32_t expected) {
  cases_checked++;
  const uint32_t crc = trec4j_crc32(ranges);
  if (crc == expected) return;
  cases_failed++;
  printf("CRC %08lx, not %08lx\n", (unsigned long)crc, (unsigned long)expected);
}

/** Ranges of any lengths at any addresses count as one; any one flipped bit is seen. */
static void check_random_ranges(void) {
  trec4j_range ranges[MOST_RANGES + 1] = {{NULL, 0}};
  const int32_t count = random_in(0, MOST_RANGES);
  const uint32_t most = random_once_in(8) ? 3000 : 40;
  guarded memory = guarded_new(MOST_RANGES * most);
  uint8_t *bytes = guarded_data(&memory);
  uint32_t size = 0;
  for (int32_t i = 0; i < count; i++) {
    ranges[i].first = bytes + size;
    ranges[i].bytes = (uint32_t)random_in(1, (int32_t)most);
    size += ranges[i].bytes;
  }
  describe_case("%ld ranges of %lu bytes", (long)count, (unsigned long)size);
  const uint32_t expected = ref_crc32(bytes, size);
  check_crc(ranges, expected);
  if (size > 0) {
    const uint32_t flipped = random_bits() % (8 * size);
    bytes[flipped / 8] ^= (uint8_t)(1u << flipped % 8);
    check_crc(ranges, ref_crc32(bytes, size));
    if (trec4j_crc32(ranges) == expected) cases_failed++;
  }
  if (!guarded_free(&memory)) cases_failed++;
}

static const family families[] = {{"CRC-32", check_random_ranges}};

int main(int argc, char **argv) {
  if (argc == 3) return run_random_cases("test_crc32", families, 1, argv);
  /* The check value of the catalogues of CRCs, and that of nothing. */
  const trec4j_range digits[] = {{"1234", 4}, {"56789", 5}, {NULL, 0}};
  check_crc(digits, 0xcbf43926u);
  check_crc(digits + 2, 0);
  for (int32_t i = 0; i < 100; i++) check_random_ranges();
  return verdict("test_crc32");
}
