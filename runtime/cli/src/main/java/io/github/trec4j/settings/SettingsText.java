package io.github.trec4j.settings;

import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Attributes;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The reuse of a network's convolutions in one line. */
public final class SettingsText {
  private SettingsText() {}

  /**
   * Returns the settings of all convolutions: {@code conv1 segment = 3, bits = 8; conv2
   * conventional}.
   */
  public static String of(NetworkSpec spec) {
    return text(spec, name -> true);
  }

  /** Returns the settings of the convolutions that reuse, and no word of the others. */
  public static String reusing(NetworkSpec spec) {
    return text(spec, name -> spec.convolution(name).ifReusing().isPresent());
  }

  private static String text(NetworkSpec spec, Predicate<String> chosen) {
    return spec.reuses()
        ? spec.convolutions().stream()
            .filter(chosen)
            .map(name -> name + " " + text(spec, name))
            .collect(Collectors.joining("; "))
        : "no reuse";
  }

  private static String text(NetworkSpec spec, String convolution) {
    return spec.convolution(convolution)
        .ifReusing()
        .map(reuse -> Attributes.source(reuse.attributes()))
        .orElse("conventional");
  }
}
