package io.github.trec4j.processor.check;

import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.define.Way;
import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Checks model classes, each by itself, and makes their networks. */
public final class ModelChecker {
  private final LayerDefinitions definitions;
  private final Function<NetworkSpec, FirmwarePlan> planner;

  /**
   * Makes a checker.
   *
   * @param planner plans networks that are known to be right
   */
  public ModelChecker(LayerDefinitions definitions, Function<NetworkSpec, FirmwarePlan> planner) {
    this.definitions = definitions;
    this.planner = planner;
  }

  /**
   * Checks a model class, all that can be said about it at once. Where the compiler does not know
   * what it names, only that is said, as the rest is bound to be wrong.
   *
   * @param report is told every mistake
   * @return the network by each method; empty if there is a mistake
   */
  public Optional<Variants> check(ModelDeclaration model, Report report) {
    FieldCheck fields = new FieldCheck(definitions, report);
    if (!model.isResolved()) {
      fields.checkUnresolved(model);
      return Optional.empty();
    }
    ClassCheck.check(model, report);
    fields.check(model);
    Optional<NetworkSpec> spec = network(model, report);
    Optional<Variants> variants = spec.map(known -> Variants.of(known, planner));
    variants.ifPresent(known -> SymbolCheck.check(model, known, report));
    return variants.filter(known -> report.isClean());
  }

  private Optional<NetworkSpec> network(ModelDeclaration model, Report report) {
    SettingsCheck settings = new SettingsCheck(model.annotation(), report);
    Optional<BoardLimits> board = settings.board();
    Optional<Way> way = new LayerCheck(definitions, settings.input(), report).check(model.layers());
    List<String> labels = settings.labels();
    checkWeights(model, report);
    way.filter(found -> found.nodes().size() > 1)
        .ifPresent(found -> checkOutput(model, found, settings, report));
    if (board.isEmpty() || way.isEmpty() || !report.isClean()) {
      return Optional.empty();
    }
    return Optional.of(new NetworkSpec(model.name(), board.get(), labels, way.get().nodes()));
  }

  private void checkWeights(ModelDeclaration model, Report report) {
    List<FieldDeclaration> layers = model.layers();
    boolean weighted =
        layers.stream()
            .flatMap(layer -> layer.annotations().stream())
            .anyMatch(annotation -> definitions.of(annotation).isWeighted());
    boolean complete = layers.stream().noneMatch(layer -> layer.annotations().isEmpty());
    if (!layers.isEmpty() && !weighted && complete) {
      report.add(Message.NO_WEIGHTS, model.site(), model.name());
    }
  }

  private static void checkOutput(
      ModelDeclaration model, Way way, SettingsCheck settings, Report report) {
    Shape output = way.last().output();
    if (output.pixels() == 1 && output.channels() >= 2) {
      settings.checkLabels(output.channels());
      return;
    }
    AnnotationUse last =
        model.layers().stream()
            .flatMap(layer -> layer.annotations().stream())
            .reduce((before, after) -> after)
            .orElseThrow();
    report.add(Message.OUTPUT_NOT_LOGITS, last.site(), output, way.toLast());
  }
}
