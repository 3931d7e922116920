package io.github.trec4j.processor.write;

import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Symbols;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts of a network's C files by each of its distinct methods, rendered once. */
final class FirmwareFiles {
  private final Symbols symbols;
  private final Map<Method, SortedMap<String, String>> files = new EnumMap<>(Method.class);

  private FirmwareFiles(Symbols symbols) {
    this.symbols = symbols;
  }

  static FirmwareFiles of(Variants variants) {
    FirmwareFiles files = new FirmwareFiles(Symbols.of(variants.spec()));
    for (Method method : variants.distinct()) {
      files.files.put(method, render(variants.plan(method), method));
    }
    return files;
  }

  private static SortedMap<String, String> render(FirmwarePlan plan, Method method) {
    CNetwork network = new CNetwork(plan, method);
    SortedMap<String, String> files = new TreeMap<>(KernelSources.of(plan));
    files.put(network.symbols().header(), CHeaderWriter.text(network));
    files.put(network.internalHeader(), CInternalHeaderWriter.text(network));
    files.put(network.symbols().source(), CSourceWriter.text(network));
    return Collections.unmodifiableSortedMap(files);
  }

  /**
   * Returns a method's files by name, in the folder of an export: {@code kernels/trec4j_conv.h}.
   *
   * @param method one whose network differs from those of plainer methods
   */
  SortedMap<String, String> of(Method method) {
    return Objects.requireNonNull(files.get(method));
  }

  /** Returns all files by name of their resource, beside the model class. */
  SortedMap<String, String> resources() {
    SortedMap<String, String> resources = new TreeMap<>();
    files.forEach(
        (method, texts) ->
            texts.forEach(
                (name, text) -> resources.put(symbols.resourceFolder(method) + name, text)));
    return resources;
  }
}
