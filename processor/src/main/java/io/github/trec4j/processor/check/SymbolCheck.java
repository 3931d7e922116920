package io.github.trec4j.processor.check;

import io.github.trec4j.processor.plan.NetworkSymbols;
import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.spec.plan.Symbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * No two things in the generated C may have one name: steps, their parameters and arrays, the
 * functions that run them, and what every network has.
 */
final class SymbolCheck {
  private final ModelDeclaration model;
  private final Report report;

  /** What each symbol belongs to. */
  private final Map<String, String> owners = new HashMap<>();

  private SymbolCheck(ModelDeclaration model, Report report) {
    this.model = model;
    this.report = report;
  }

  /** Reports steps whose symbols are taken. */
  static void check(ModelDeclaration model, Variants variants, Report report) {
    SymbolCheck check = new SymbolCheck(model, report);
    for (String name : NetworkSymbols.ALL) {
      check.owners.put(model.symbols().symbol(name), "every network");
    }
    // the conventional steps have the same names, and arrays that are not among those of reuse
    variants.plan(Method.TREC).steps().forEach(check::check);
    variants.plan(Method.CONVENTIONAL).steps().forEach(check::check);
  }

  private void check(Step step) {
    String name = step.main().name();
    List<String> needed = symbols(step);
    needed.stream()
        .filter(symbol -> !owners.getOrDefault(symbol, name).equals(name))
        .findFirst()
        .ifPresent(
            symbol ->
                report.add(Message.SYMBOL_TAKEN, site(step), name, symbol, owners.get(symbol)));
    needed.forEach(symbol -> owners.putIfAbsent(symbol, name));
  }

  private List<String> symbols(Step step) {
    Symbols symbols = model.symbols();
    List<String> names =
        new ArrayList<>(List.of(symbols.parameters(step), symbols.runFunction(step)));
    step.kernel().parameters().forEach(array -> names.add(symbols.array(step, array)));
    return names;
  }

  private Site site(Step step) {
    return model.layers().stream()
        .filter(layer -> layer.name().equals(step.main().field()))
        .findFirst()
        .orElseThrow()
        .site();
  }
}
