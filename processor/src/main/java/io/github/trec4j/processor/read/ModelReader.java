package io.github.trec4j.processor.read;

import io.github.trec4j.dsl.TrecModel;
import io.github.trec4j.processor.read.BlockDeclaration.Constant;
import io.github.trec4j.processor.read.BlockDeclaration.Parameter;
import io.github.trec4j.processor.report.Site;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads model classes into {@link ModelDeclaration}s, and blocks. */
public final class ModelReader {
  private final AnnotationReader annotations;
  private final FieldReader fields;
  private final Sources sources;

  /** The blocks read before, by qualified name. */
  private final Map<String, BlockDeclaration> known = new HashMap<>();

  /**
   * Makes a reader.
   *
   * @param layerAnnotations qualified names of the annotations that make layers
   * @param sources the classes of this compilation
   */
  public ModelReader(Elements elements, Set<String> layerAnnotations, Sources sources) {
    this.annotations = new AnnotationReader(elements);
    this.fields = new FieldReader(annotations, layerAnnotations);
    this.sources = sources;
  }

  /** Returns whether a type has an annotation, be it readable or not. */
  public static boolean isAnnotated(TypeElement type, Class<? extends Annotation> annotation) {
    return AnnotationReader.has(type, annotation.getName());
  }

  /** Reads a class; empty where its own annotation cannot be read, which javac reports itself. */
  public Optional<ModelDeclaration> read(TypeElement type) {
    return annotations
        .find(type, TrecModel.class.getName())
        .map(annotation -> read(type, annotation));
  }

  private ModelDeclaration read(TypeElement type, AnnotationUse annotation) {
    FieldReader.Fields read = fields.read(type);
    Map<String, BlockDeclaration> blocks = blocksOf(read.fields());
    boolean resolved =
        read.areResolved() && blocks.values().stream().allMatch(BlockDeclaration::isResolved);
    return new ModelDeclaration(type, annotation, read.fields(), blocks, resolved);
  }

  /** Returns the blocks that fields use, directly or within others, by qualified name. */
  public Map<String, BlockDeclaration> blocksOf(Collection<FieldDeclaration> users) {
    Map<String, BlockDeclaration> blocks = new LinkedHashMap<>();
    Deque<FieldDeclaration> open = new ArrayDeque<>(users);
    while (!open.isEmpty()) {
      for (AnnotationUse use : open.remove().annotations()) {
        if (FieldReader.isBlock(use.type()) && !blocks.containsKey(use.qualifiedName())) {
          BlockDeclaration block = readBlock(use.type());
          blocks.put(use.qualifiedName(), block);
          open.addAll(block.fields());
        }
      }
    }
    return blocks;
  }

  /** Reads a block, without those that it uses. */
  public BlockDeclaration readBlock(TypeElement type) {
    BlockDeclaration block = known.get(type.getQualifiedName().toString());
    if (block == null) {
      block = block(type);
      known.put(block.qualifiedName(), block);
    }
    return block;
  }

  private BlockDeclaration block(TypeElement type) {
    List<? extends Element> members = type.getEnclosedElements();
    List<Parameter> parameters =
        ElementFilter.methodsIn(members).stream()
            .map(one -> new Parameter(nameOf(one), one.getReturnType(), Site.of(one)))
            .toList();
    List<Constant> constants =
        ElementFilter.fieldsIn(members).stream()
            .map(one -> new Constant(nameOf(one), one.getConstantValue(), Site.of(one)))
            .toList();
    List<TypeElement> classes = ElementFilter.typesIn(members);
    FieldReader.Fields read =
        classes.isEmpty() ? new FieldReader.Fields(List.of(), true) : fields.read(classes.get(0));
    return new BlockDeclaration(
        type,
        sources.contain(type),
        annotations.find(type, Retention.class.getName()),
        parameters,
        constants,
        classes,
        read.fields(),
        read.areResolved());
  }

  private static String nameOf(Element element) {
    return element.getSimpleName().toString();
  }
}
