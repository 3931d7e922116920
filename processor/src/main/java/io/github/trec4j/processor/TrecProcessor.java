package io.github.trec4j.processor;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.Block;
import io.github.trec4j.dsl.TrecModel;
import io.github.trec4j.processor.check.BlockCheck;
import io.github.trec4j.processor.check.BoardCheck;
import io.github.trec4j.processor.check.CollisionCheck;
import io.github.trec4j.processor.check.ModelChecker;
import io.github.trec4j.processor.check.OrphanCheck;
import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.processor.read.BlockDeclaration;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.read.ModelReader;
import io.github.trec4j.processor.read.Sources;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.write.ModelWriter;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
  private final Sources sources = new Sources();
  private final CollisionCheck collisions = new CollisionCheck(sources);

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
    Set<String> types = new HashSet<>(definitions.qualifiedNames());
    types.addAll(Set.of(TrecModel.class.getName(), Block.class.getName()));
    return types;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    sources.add(ElementFilter.typesIn(round.getRootElements()));
    ModelReader reader =
        new ModelReader(processingEnv.getElementUtils(), definitions.qualifiedNames(), sources);
    for (TypeElement type : types(round, Block.class)) {
      BlockDeclaration block = reader.readBlock(type);
      if (isDue(block.qualifiedName(), block.isResolved(), round)) {
        process(block, reader);
      }
    }
    for (TypeElement type : types(round, TrecModel.class)) {
      reader
          .read(type)
          .filter(model -> isDue(model.qualifiedName(), model.isResolved(), round))
          .ifPresent(this::process);
    }
    OrphanCheck orphans = new OrphanCheck(definitions.qualifiedNames());
    Report report = new Report();
    ElementFilter.typesIn(round.getRootElements()).forEach(type -> orphans.check(type, report));
    report.print(processingEnv.getMessager());
    return false;
  }

  /** Returns the types of this round, and those put off before, that have an annotation. */
  private Set<TypeElement> types(RoundEnvironment round, Class<? extends Annotation> annotation) {
    Set<TypeElement> types = new LinkedHashSet<>();
    for (String name : deferred) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (type != null && ModelReader.isAnnotated(type, annotation)) {
        types.add(type);
      }
    }
    types.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation)));
    return types;
  }

  /** Returns whether a type is to be processed now; if not, it is put off. */
  private boolean isDue(String name, boolean isResolved, RoundEnvironment round) {
    boolean due = isResolved || round.processingOver();
    if (due) {
      deferred.remove(name);
    } else {
      deferred.add(name);
    }
    return due;
  }

  private void process(BlockDeclaration block, ModelReader reader) {
    Report report = new Report();
    new BlockCheck(definitions, reader.blocksOf(block.fields())).check(block, report);
    report.print(processingEnv.getMessager());
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
