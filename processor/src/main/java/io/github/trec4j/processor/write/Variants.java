package io.github.trec4j.processor.write;

import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The C files of a network by each method. Methods that change nothing share those of another.
 *
 * @param spec the network as written
 */
record Variants(NetworkSpec spec) {
  static Variants of(NetworkSpec spec) {
    return new Variants(spec);
  }

  /**
   * Returns the method whose files serve for the given one: the plainest that gives the same
   * network.
   */
  Method storedFor(Method method) {
    for (Method plainer : List.of(Method.CONVENTIONAL, Method.DEEP_REUSE)) {
      if (spec.with(plainer).equals(spec.with(method))) {
        return plainer;
      }
    }
    return method;
  }

  /** Returns the methods that files are written for. */
  List<Method> stored() {
    List<Method> stored = new ArrayList<>();
    for (Method method : Method.values()) {
      if (storedFor(method) == method) {
        stored.add(method);
      }
    }
    return stored;
  }

  /**
   * Returns a method's files by name, in the folder of an export: {@code kernels/trec4j_conv.h}.
   */
  SortedMap<String, String> files(Method method) {
    FirmwarePlan plan = FirmwarePlan.of(spec.with(method));
    Symbols symbols = Symbols.of(spec);
    SortedMap<String, String> files = new TreeMap<>();
    files.put(symbols.header(), CHeaderWriter.text(plan, method));
    files.put(symbols.source(), CSourceWriter.text(plan, method));
    KernelSources.of(plan).forEach((name, text) -> files.put("kernels/" + name, text));
    return files;
  }

  /** Returns a method's files by name of their resource, beside the model class. */
  SortedMap<String, String> resources(Method method) {
    String folder = Symbols.of(spec).resourceFolder(method);
    SortedMap<String, String> resources = new TreeMap<>();
    files(method).forEach((name, text) -> resources.put(folder + name, text));
    return resources;
  }
}
