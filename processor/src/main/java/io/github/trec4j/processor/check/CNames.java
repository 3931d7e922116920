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

  /** File names and prefixes of symbols that the C library, or the kernels, already have. */
  private static final Set<String> TAKEN_PREFIXES =
      Set.of(
          ("assert complex ctype errno fenv inttypes iso646 limits locale math setjmp signal stdarg"
                  + " stdatomic stdbool stddef stdint stdio stdlib string tgmath threads time uchar"
                  + " wchar wctype int8 int16 int32 int64 uint8 uint16 uint32 uint64 intptr uintptr"
                  + " intmax uintmax size ptrdiff main startup trec4j")
              .split(" "));

  private CNames() {}

  static boolean isIdentifier(String name) {
    return IDENTIFIER.matcher(name).matches();
  }

  /** Returns why files and symbols cannot begin with that lower-case name; empty if they can. */
  static Optional<String> prefixTakenBy(String prefix) {
    return TAKEN_PREFIXES.contains(prefix)
        ? Optional.of("taken by the C library or by trec4j's kernels")
        : reservedBy(prefix);
  }

  /** Returns why a name is not free; empty if it is. */
  static Optional<String> reservedBy(String name) {
    return RESERVED_WORDS.contains(name.toLowerCase(Locale.ROOT))
        ? Optional.of("a reserved word of C")
        : Optional.empty();
  }
}
