package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the launcher runs in: data, weights and exported firmware lie in it. */
final class Checkout {
  /** The launcher sets it to the checkout's root. */
  private static final String VARIABLE = "TREC4J_HOME";

  private Checkout() {}

  /**
   * Returns a file or folder of the checkout.
   *
   * @param instead what a user gives where there is no checkout, for the message
   * @throws UserError if it is not there
   */
  static Path folder(String path, String instead) {
    String home = System.getenv(VARIABLE);
    if (home == null) {
      throw new UserError("outside a trec4j checkout there is no " + path + ": give " + instead);
    }
    Path found = Path.of(home).resolve(path);
    if (Files.notExists(found)) {
      throw new UserError(found + " is missing: restore it with git checkout, or give " + instead);
    }
    return found;
  }

  /** Returns where firmware is exported to by default. */
  static Path firmwareOut() {
    String home = System.getenv(VARIABLE);
    return (home == null ? Path.of("") : Path.of(home)).resolve("firmware-out");
  }
}
