/** The test program on a machine with an operating system. */
#include "platform.h"
#include "program.h"

#include <stdio.h>

#define MOST_FILES 4

const char platform_clock_unit[] = "";

static FILE *files[MOST_FILES];

void platform_print(const char *text) { (void)fputs(text, stdout); }

uint32_t platform_clock(void) { return 0; }

uint32_t platform_stack_bytes(void) { return 0; }

uint32_t platform_stack_peak(void) { return 0; }

int platform_open(const char *path, int writing) {
  for (int file = 0; file < MOST_FILES; file++) {
    if (files[file] == NULL) {
      files[file] = fopen(path, writing ? "wb" : "rb");
      return files[file] == NULL ? -1 : file;
    }
  }
  return -1;
}

size_t platform_read(int file, void *buffer, size_t size) {
  return fread(buffer, 1, size, files[file]);
}

size_t platform_write(int file, const void *buffer, size_t size) {
  return fwrite(buffer, 1, size, files[file]);
}

int platform_close(int file) {
  FILE *closed = files[file];
  files[file] = NULL;
  return fclose(closed);
}

int main(int count, char **words) { return program(count, words); }
