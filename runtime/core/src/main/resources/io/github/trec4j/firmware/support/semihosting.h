/** The few semihosting calls that the test program makes of the emulator or debugger. */
#ifndef TREC4J_SEMIHOSTING_H
#define TREC4J_SEMIHOSTING_H

/** Writes a zero-terminated text to the console. */
void semihosting_print(const char *text);

/** Copies the command line. Returns 0, or -1 if it does not fit. */
int semihosting_command_line(char *buffer, int size);

/** Ends the program with an exit code. */
void semihosting_exit(int code) __attribute__((noreturn));

/** One call: `operation` is its number, `argument` points to its parameters. */
int semihosting_call(int operation, const void *argument);

enum {
  SEMIHOSTING_OPEN = 0x01,
  SEMIHOSTING_CLOSE = 0x02,
  SEMIHOSTING_WRITE0 = 0x04,
  SEMIHOSTING_WRITE = 0x05,
  SEMIHOSTING_READ = 0x06,
  SEMIHOSTING_GET_CMDLINE = 0x15,
  SEMIHOSTING_EXIT_EXTENDED = 0x20
};

#endif
