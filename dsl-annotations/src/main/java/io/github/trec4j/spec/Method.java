package io.github.trec4j.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The three ways to compile one model, so that they are always compared on the same class. */
public enum Method {
  /** As written: reuse with the hashing the class names. */
  TREC("trec"),
  /** The same reuse with random hash vectors (Ning and Shen, ICS 2019). */
  DEEP_REUSE("deep-reuse"),
  /** No reuse: plain convolutions. */
  CONVENTIONAL("conventional");

  private final String label;

  Method(String label) {
    this.label = label;
  }

  /** Returns the name on command lines and in folder names. */
  public String label() {
    return label;
  }

  /**
   * Returns the method of that label.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Method ofLabel(String label) {
    for (Method method : values()) {
      if (method.label.equals(label.toLowerCase(Locale.ROOT))) {
        return method;
      }
    }
    throw new IllegalArgumentException(
        "no method '"
            + label
            + "'; there are "
            + Arrays.stream(values()).map(Method::label).collect(Collectors.joining(", ")));
  }

  @Override
  public String toString() {
    return label;
  }
}
