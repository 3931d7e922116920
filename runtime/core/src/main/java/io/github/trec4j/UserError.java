package io.github.trec4j;

/**
 * A mistake that the user can mend. The message names the file or setting, what is wrong with it,
 * and the remedy.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with its message. */
  public UserError(String message) {
    super(message);
  }

  /** An error with its message and what caused it. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
