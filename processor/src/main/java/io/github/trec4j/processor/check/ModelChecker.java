package io.github.trec4j.processor.check;

import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.define.LayerUse;
import io.github.trec4j.processor.define.Limits;
import io.github.trec4j.processor.define.Way;
import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.BlockDeclaration;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.processor.wire.Wiring;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
    FieldCheck fields = new FieldCheck(definitions, model.blocks(), report);
    if (!model.isResolved()) {
      fields.checkUnresolved(model.fields());
      soundBlocks(model, report);
      return Optional.empty();
    }
    ClassCheck.check(model, report);
    if (model.layers().isEmpty()) {
      report.add(Message.NO_LAYERS, model.site(), model.name());
    }
    fields.check(model.fields());
    ReferenceCheck.check(definitions, model.layers(), report);
    Map<String, BlockDeclaration> blocks = soundBlocks(model, report);
    List<LayerUse> layers = layers(model, blocks, report);
    boolean complete =
        blocks.size() == model.blocks().size()
            && model.layers().stream().noneMatch(field -> field.annotations().isEmpty());
    Optional<NetworkSpec> spec = network(model, layers, complete, report);
    Optional<Variants> variants = spec.map(known -> Variants.of(known, planner));
    variants.ifPresent(known -> SymbolCheck.check(model, known, report));
    return variants.filter(known -> report.isClean());
  }

  /**
   * Returns the blocks that have no mistakes. One that is compiled now tells them itself; for
   * others they are told at their first use.
   */
  private Map<String, BlockDeclaration> soundBlocks(ModelDeclaration model, Report report) {
    BlockCheck check = new BlockCheck(definitions, model.blocks());
    Map<String, BlockDeclaration> sound = new HashMap<>();
    for (BlockDeclaration block : model.blocks().values()) {
      Report mistakes = new Report();
      check.check(block, mistakes);
      if (mistakes.isClean()) {
        sound.put(block.qualifiedName(), block);
      } else if (!block.isSource()) {
        report.addAll(mistakes, firstUse(model, block));
      }
    }
    return sound;
  }

  private static Site firstUse(ModelDeclaration model, BlockDeclaration block) {
    return Stream.concat(
            model.fields().stream(),
            model.blocks().values().stream()
                .filter(BlockDeclaration::isSource)
                .flatMap(other -> other.fields().stream()))
        .flatMap(field -> field.annotations().stream())
        .filter(use -> use.qualifiedName().equals(block.qualifiedName()))
        .findFirst()
        .map(AnnotationUse::site)
        .orElse(model.site());
  }

  /** Returns the layers, none where they cannot be looked at. */
  private List<LayerUse> layers(
      ModelDeclaration model, Map<String, BlockDeclaration> blocks, Report report) {
    if (!PlaceholderCheck.checkAbsent(model.fields(), report)) {
      return List.of();
    }
    List<LayerUse> layers = Wiring.of(model.layers(), blocks, definitions);
    if (layers.size() <= Limits.LAYERS) {
      return layers;
    }
    LayerUse last = layers.get(Limits.LAYERS);
    report.add(Message.TOO_MANY_LAYERS, last.annotation().site(), Limits.LAYERS, last.name());
    return List.of();
  }

  /**
   * Makes the network.
   *
   * @param complete whether the layers are all that the model means to have, so that there is sense
   *     in looking at them as a whole
   */
  private Optional<NetworkSpec> network(
      ModelDeclaration model, List<LayerUse> layers, boolean complete, Report report) {
    SettingsCheck settings = new SettingsCheck(model.annotation(), report);
    Optional<BoardLimits> board = settings.board();
    Optional<Way> way = new LayerCheck(settings.input(), report).check(layers);
    List<String> labels = settings.labels();
    if (complete && !layers.isEmpty()) {
      checkWeights(model, layers, report);
      LayerUse last = layers.get(layers.size() - 1);
      way.ifPresent(found -> checkOutput(last, found, settings, report));
    }
    if (!complete || board.isEmpty() || way.isEmpty() || !report.isClean()) {
      return Optional.empty();
    }
    return Optional.of(new NetworkSpec(model.name(), board.get(), labels, way.get().nodes()));
  }

  private static void checkWeights(ModelDeclaration model, List<LayerUse> layers, Report report) {
    if (layers.stream().noneMatch(layer -> layer.definition().isWeighted())) {
      report.add(Message.NO_WEIGHTS, model.site(), model.name());
    }
  }

  private static void checkOutput(LayerUse last, Way way, SettingsCheck settings, Report report) {
    Shape output = way.last().output();
    if (output.pixels() == 1 && output.channels() >= 2) {
      settings.checkLabels(output.channels());
    } else {
      report.add(Message.OUTPUT_NOT_LOGITS, last.annotation().site(), output, way.to(last.name()));
    }
  }
}
