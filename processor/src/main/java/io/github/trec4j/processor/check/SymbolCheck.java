package io.github.trec4j.processor.check;

import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.spec.plan.Symbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No two things in the generated C may have one name: steps, their parameters and arrays, and what
 * every network has.
 */
final class SymbolCheck {
  private static final List<String> OF_EVERY_NETWORK =
      List.of("run", "quantize_input", "step", "steps", "weights");

  private SymbolCheck() {}

  static void check(NetworkSpec spec, List<FieldDeclaration> layers, Report report) {
    Symbols symbols = Symbols.of(spec);
    Map<String, String> owners = new HashMap<>();
    for (String name : OF_EVERY_NETWORK) {
      owners.put(symbols.symbol(name), "every network");
    }
    // the conventional steps have the same names, and arrays that are not among those of reuse
    List<Step> steps = new ArrayList<>(FirmwarePlan.of(spec).steps());
    steps.addAll(FirmwarePlan.of(spec.with(Method.CONVENTIONAL)).steps());
    for (Step step : steps) {
      String name = step.main().name();
      List<String> needed = symbols(symbols, step);
      Optional<String> taken =
          needed.stream()
              .filter(symbol -> !owners.getOrDefault(symbol, name).equals(name))
              .findFirst();
      taken.ifPresent(
          symbol ->
              report.add(
                  Message.SYMBOL_TAKEN, site(step, layers), name, symbol, owners.get(symbol)));
      needed.forEach(symbol -> owners.putIfAbsent(symbol, name));
    }
  }

  private static List<String> symbols(Symbols symbols, Step step) {
    List<String> names = new ArrayList<>();
    names.add(symbols.parameters(step));
    for (ParameterArray array : step.parameters()) {
      names.add(symbols.parameters(step) + "_" + array.field());
    }
    return names;
  }

  private static Site site(Step step, List<FieldDeclaration> layers) {
    return layers.stream()
        .filter(layer -> layer.name().equals(step.main().field()))
        .findFirst()
        .orElseThrow()
        .site();
  }
}
