/** What the test program needs of the machine it runs on; one platform_*.c a machine. */
#ifndef TREC4J_PLATFORM_H
#define TREC4J_PLATFORM_H

#include <stddef.h>
#include <stdint.h>

/** Writes a zero-terminated text to the console, where there is one. */
void platform_print(const char *text);

/** A clock that counts up and wraps: instructions on the emulator, cycles on a board, else 0. */
uint32_t platform_clock(void);

/** What the clock counts, with a space before it, for messages. */
extern const char platform_clock_unit[];

/** Bytes set aside for the stack; 0 where it is not known. */
uint32_t platform_stack_bytes(void);

/** Most bytes of stack used so far; 0 where it is not known. */
uint32_t platform_stack_peak(void);

/** Opens a file to read, or to write anew. Returns a handle, or -1. */
int platform_open(const char *path, int writing);

/** Reads up to `size` bytes. Returns how many were read. */
size_t platform_read(int file, void *buffer, size_t size);

/** Writes `size` bytes. Returns how many were written. */
size_t platform_write(int file, const void *buffer, size_t size);

/** Closes a file. Returns 0 if all that was written is safe. */
int platform_close(int file);

#endif
