package io.github.trec4j.checkpoint;

import java.util.function.Supplier;

/** A file that breaks a rule of its format; the message is the rule, without the file's name. */
final class MalformedFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedFileException(String message) {
    super(message);
  }

  /**
   * Demands a rule.
   *
   * @param otherwise the message
   * @throws MalformedFileException if it does not hold
   */
  static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new MalformedFileException(otherwise.get());
    }
  }
}
