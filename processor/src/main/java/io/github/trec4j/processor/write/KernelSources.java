package io.github.trec4j.processor.write;

import io.github.trec4j.spec.plan.FirmwarePlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The kernels' headers, as they lie in this module's resources. */
final class KernelSources {
  /** The folder of the kernels in an export. */
  static final String FOLDER = "kernels/";

  /** The checksum of parameters, which every network has. */
  private static final String CHECKSUM = "trec4j_crc32.h";

  private static final String RESOURCES = "/io/github/trec4j/processor/kernels/";

  private static final Pattern INCLUDE =
      Pattern.compile("^#include \"(trec4j_\\w+\\.h)\"", Pattern.MULTILINE);

  private KernelSources() {}

  /** Returns the headers that a network's own sources include, sorted. */
  static SortedSet<String> included(FirmwarePlan plan) {
    SortedSet<String> included = new TreeSet<>(plan.headers());
    included.add(CHECKSUM);
    return included;
  }

  /** Returns the headers that a network needs, with all that they include, by path. */
  static SortedMap<String, String> of(FirmwarePlan plan) {
    Deque<String> open = new ArrayDeque<>(included(plan));
    SortedMap<String, String> sources = new TreeMap<>();
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!sources.containsKey(FOLDER + name)) {
        String text = read(name);
        sources.put(FOLDER + name, text);
        INCLUDE.matcher(text).results().forEach(include -> open.add(include.group(1)));
      }
    }
    return sources;
  }

  private static String read(String name) {
    try (InputStream stream = KernelSources.class.getResourceAsStream(RESOURCES + name)) {
      if (stream == null) {
        throw new IllegalStateException("the processor's jar lacks " + RESOURCES + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
