package io.github.trec4j.data;

import io.github.trec4j.UserError;
import io.github.trec4j.spec.NetworkSpec;
import java.util.List;
import java.util.function.Supplier;

/**
 * The names of classes in the order of their labels. Data and networks are matched by them: equal
 * numbers alone would let a class that is missing or misspelt shift the labels behind it.
 *
 * @param names each once
 * @param source who names them, for messages: a network or a folder
 */
public record ClassNames(List<String> names, String source) {
  /** Copies the list. */
  public ClassNames {
    names = List.copyOf(names);
  }

  /**
   * Returns the classes that a network tells apart: its labels, or where it has none those that its
   * data have.
   *
   * @param found asked for only if the network has no labels
   * @throws UserError if the data have not as many classes as the network has logits
   */
  static ClassNames of(NetworkSpec spec, Supplier<ClassNames> found) {
    if (!spec.labels().isEmpty()) {
      return new ClassNames(spec.labels(), spec.name());
    }
    ClassNames classes = found.get();
    classes.requireCount(spec);
    return classes;
  }

  /**
   * Demands as many classes as a network has logits.
   *
   * @throws UserError if there are more or fewer
   */
  public void requireCount(NetworkSpec spec) {
    if (names.size() != spec.classes()) {
      throw new UserError(
          "%s has %d classes %s, but %s gives %d logits: add or remove classes, or change the last layer"
              .formatted(source, names.size(), names, spec.name(), spec.classes()));
    }
  }

  /**
   * Demands the same names, in whatever order.
   *
   * @throws UserError if one is missing on either side; the message has both
   */
  void requireSame(ClassNames found) {
    if (!names.stream().sorted().toList().equals(found.names().stream().sorted().toList())) {
      throw new UserError(
          "%s has classes %s, but %s has %s: missing are %s, and unknown %s; rename, add or remove classes"
              .formatted(
                  found.source(),
                  found.names(),
                  source,
                  names,
                  without(names, found.names()),
                  without(found.names(), names)));
    }
  }

  private static List<String> without(List<String> some, List<String> others) {
    return some.stream().filter(name -> !others.contains(name)).toList();
  }
}
