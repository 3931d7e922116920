package io.github.trec4j.processor.check;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names C leaves free. */
final class CNames {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private static final Set<String> RESERVED_WORDS =
      Set.of(
          ("alignas alignof asm auto bool break case char const constexpr continue default do double"
                  + " else enum extern false float for goto if inline int long nullptr register"
                  + " restrict return short signed sizeof static static_assert struct switch"
                  + " thread_local true typedef typeof typeof_unqual union unsigned void volatile"
                  + " while")
              .split(" "));

  /** Headers of C libraries, which a model's would be taken for, and stems of integer types. */
  private static final Set<String> TAKEN_BY_LIBRARY =
      Set.of(
          ("alloca assert complex ctype endian errno features fenv float inttypes iso646 limits"
                  + " locale malloc math memory newlib reent sched semaphore setjmp signal stdarg"
                  + " stdatomic stdbool stddef stdint stdio stdlib string strings tgmath threads time"
                  + " uchar unistd wchar wctype int8 int16 int32 int64 uint8 uint16 uint32 uint64"
                  + " intptr uintptr intmax uintmax size ptrdiff")
              .split(" "));

  /** What symbols of C libraries begin with, up to an underscore. */
  private static final Set<String> LIBRARY_FAMILIES =
      Set.of(
          ("atomic call clock cnd kill mtx posix pthread sched sem strcoll strerror strtok strxfrm"
                  + " thrd timer tss")
              .split(" "));

  /**
   * What symbols and files of the kernels and of the exported test program begin with, up to an
   * underscore.
   */
  private static final Set<String> OWN_FAMILIES =
      Set.of("board", "main", "network", "platform", "program", "semihosting", "startup", "trec4j");

  private CNames() {}

  static boolean isIdentifier(String name) {
    return IDENTIFIER.matcher(name).matches();
  }

  /** Returns why files and symbols cannot begin with that lower-case name; empty if they can. */
  static Optional<String> prefixTakenBy(String prefix) {
    String family = prefix.split("_", -1)[0];
    if (OWN_FAMILIES.contains(family)) {
      return Optional.of("taken by the kernels and the program around them");
    }
    return TAKEN_BY_LIBRARY.contains(prefix) || LIBRARY_FAMILIES.contains(family)
        ? Optional.of("taken by the C library")
        : reservedBy(prefix);
  }

  /** Returns why a name is not free; empty if it is. */
  static Optional<String> reservedBy(String name) {
    return RESERVED_WORDS.contains(name.toLowerCase(Locale.ROOT))
        ? Optional.of("a reserved word of C")
        : Optional.empty();
  }
}
