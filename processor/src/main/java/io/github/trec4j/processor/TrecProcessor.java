package io.github.trec4j.processor;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.TrecModel;
import io.github.trec4j.processor.check.BoardCheck;
import io.github.trec4j.processor.check.CollisionCheck;
import io.github.trec4j.processor.check.ModelChecker;
import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.read.ModelReader;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.write.ModelWriter;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Turns classes annotated with {@link TrecModel} into Java that trains them and C that runs them,
 * each on its own: an error in one leaves the others alone. Annotations are not claimed.
 */
@AutoService(Processor.class)
public final class TrecProcessor extends AbstractProcessor {
  private final LayerDefinitions definitions = LayerDefinitions.load();
  private final Function<NetworkSpec, FirmwarePlan> planner;
  private final CollisionCheck collisions = new CollisionCheck();

  /** Names of classes that name something not yet known, which another processor may generate. */
  private final Set<String> deferred = new LinkedHashSet<>();

  /** Makes a processor, as compilers do. */
  public TrecProcessor() {
    this(FirmwarePlan::of);
  }

  /**
   * Makes a processor for tests.
   *
   * @param planner plans every network
   */
  TrecProcessor(Function<NetworkSpec, FirmwarePlan> planner) {
    this.planner = planner;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(TrecModel.class.getName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    collisions.addSources(ElementFilter.typesIn(round.getRootElements()));
    for (ModelDeclaration model : models(round)) {
      if (model.isResolved() || round.processingOver()) {
        deferred.remove(model.qualifiedName());
        process(model);
      } else {
        deferred.add(model.qualifiedName());
      }
    }
    return false;
  }

  private List<ModelDeclaration> models(RoundEnvironment round) {
    Set<TypeElement> types = new LinkedHashSet<>();
    for (String name : deferred) {
      types.add(processingEnv.getElementUtils().getTypeElement(name));
    }
    types.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(TrecModel.class)));
    ModelReader reader =
        new ModelReader(processingEnv.getElementUtils(), definitions.qualifiedNames());
    List<ModelDeclaration> models = new ArrayList<>();
    types.forEach(type -> reader.read(type).ifPresent(models::add));
    return models;
  }

  private void process(ModelDeclaration model) {
    Report report = new Report();
    Optional<Variants> variants = new ModelChecker(definitions, planner).check(model, report);
    collisions.check(model, report);
    variants
        .filter(known -> report.isClean())
        .ifPresent(known -> BoardCheck.check(model, known, report));
    if (variants.isPresent() && report.isClean()) {
      new ModelWriter(processingEnv.getFiler(), definitions, TrecProcessor.class)
          .write(model, variants.get(), report);
    }
    report.print(processingEnv.getMessager());
  }
}
