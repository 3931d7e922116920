package io.github.trec4j.experiment;

import io.github.trec4j.spec.Method;
import java.util.Arrays;
import java.util.Locale;

/** What a comparison holds against each other, all from the same conventional weights. */
public enum Contender {
  /** The conventional weights as they are. */
  CONVENTIONAL(Method.CONVENTIONAL),
  /** The same after the fine-tuning that all others get: what that alone is worth. */
  CONVENTIONAL_TUNED(Method.CONVENTIONAL),
  /** Random hashes: with TREC's segments and bits, or with others that suit them better. */
  DEEP_REUSE(Method.DEEP_REUSE),
  /** As many directions as cost what TREC costs, and no clusters but the image's mean. */
  LOW_RANK(Method.TREC),
  /** The model as written. */
  TREC(Method.TREC);

  private final Method method;

  Contender(Method method) {
    this.method = method;
  }

  /** Returns the method that compiles it. */
  public Method method() {
    return method;
  }

  /** Returns the name in tables and files: {@code low-rank}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the contender of that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Contender ofLabel(String label) {
    return Arrays.stream(values())
        .filter(contender -> contender.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no contender " + label));
  }

  @Override
  public String toString() {
    return label();
  }
}
