/**
 * Runs images from a file. IMAGES holds one uint8 image behind the other, NETWORK_INPUT_BYTES each.
 * OUTPUTS receives, an image, the int8 outputs of all steps in order; PROFILE, an image, a
 * little-endian uint32 a step: what it took by the platform's clock.
 */
#include "network.h"
#include "platform.h"
#include "program.h"

static uint8_t pixels[NETWORK_INPUT_BYTES];
static int program_outputs_file;
static int failed;

static void program_write_all(int file, const void *bytes, size_t size) {
  if (platform_write(file, bytes, size) != size) failed = 1;
}

static void program_write_output(const int8_t *output, uint32_t size) {
  program_write_all(program_outputs_file, output, size);
}

static int complain(const char *what, const char *path) {
  platform_print(what);
  platform_print(path);
  platform_print("\n");
  return PROGRAM_BAD_INPUT;
}

static void program_write_counts(int file, const uint32_t *counts) {
  uint8_t bytes[4 * NETWORK_STEPS];
  for (uint32_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)(counts[i / 4] >> 8 * (i % 4));
  program_write_all(file, bytes, sizeof bytes);
}

int program_files(const char *images, const char *outputs, const char *profile) {
  const int images_file = platform_open(images, 0);
  if (images_file < 0) return complain("cannot read ", images);
  program_outputs_file = platform_open(outputs, 1);
  if (program_outputs_file < 0) return complain("cannot write ", outputs);
  const int profile_file = platform_open(profile, 1);
  if (profile_file < 0) return complain("cannot write ", profile);

  size_t got;
  while ((got = platform_read(images_file, pixels, sizeof pixels)) == sizeof pixels) {
    int8_t logits[NETWORK_LOGITS];
    uint32_t counts[NETWORK_STEPS];
    program_run(pixels, logits, counts, program_write_output);
    program_write_counts(profile_file, counts);
  }
  if (got != 0) return complain("not whole images: ", images);
  if (platform_close(program_outputs_file) != 0 || platform_close(profile_file) != 0) failed = 1;
  (void)platform_close(images_file);
  if (failed) return complain("cannot write ", outputs);
  return program_report_memory();
}
