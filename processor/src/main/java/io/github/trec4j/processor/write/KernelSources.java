package io.github.trec4j.processor.write;

import io.github.trec4j.processor.TrecProcessor;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Kernel;
import io.github.trec4j.spec.plan.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernels' headers, as they lie in this module's resources. */
final class KernelSources {
  private static final Pattern INCLUDE =
      Pattern.compile("^#include \"(trec4j_\\w+\\.h)\"", Pattern.MULTILINE);

  private KernelSources() {}

  /** Returns the headers that a network's steps need, with all that they include, by name. */
  static SortedMap<String, String> of(FirmwarePlan plan) {
    Deque<String> open = new ArrayDeque<>();
    for (Step step : plan.steps()) {
      open.add(step.kernel().header());
    }
    SortedMap<String, String> sources = new TreeMap<>();
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!sources.containsKey(name)) {
        String text = read(name);
        sources.put(name, text);
        INCLUDE.matcher(text).results().forEach(include -> open.add(include.group(1)));
      }
    }
    return sources;
  }

  /**
   * Returns the names of a macro's parameters, as its kernel's header defines it; none if it does
   * not.
   */
  static List<String> macroParameters(Kernel kernel, String macro) {
    String header = read(kernel.header()).replace("\\\n", " ");
    Matcher definition =
        Pattern.compile("^#define " + macro + "\\(([^)]*)\\)", Pattern.MULTILINE).matcher(header);
    return definition.find() ? List.of(definition.group(1).trim().split("\\s*,\\s*")) : List.of();
  }

  private static String read(String name) {
    try (InputStream stream = TrecProcessor.class.getResourceAsStream("kernels/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("the processor's jar lacks kernels/" + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
