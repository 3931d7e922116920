package io.github.trec4j.processor.wire;

import io.github.trec4j.processor.define.LayerDefinition;
import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.define.LayerUse;
import io.github.trec4j.processor.define.LayerUse.Producer;
import io.github.trec4j.processor.define.Limits;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.BlockDeclaration;
import io.github.trec4j.processor.read.FieldDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Unfolds blocks and finds out what each layer reads. Names that are mistaken are reported
 * elsewhere; here what reads them reads something unknown.
 */
public final class Wiring {
  private final LayerDefinitions definitions;

  /** Those without mistakes, by qualified name. */
  private final Map<String, BlockDeclaration> blocks;

  private final List<LayerUse> layers = new ArrayList<>();

  private Wiring(LayerDefinitions definitions, Map<String, BlockDeclaration> blocks) {
    this.definitions = definitions;
    this.blocks = blocks;
  }

  /**
   * Returns the layers of a model in their order; ends one behind {@link Limits#LAYERS}.
   *
   * @param fields those of the model class that are layers
   * @param blocks those without mistakes, by qualified name
   */
  public static List<LayerUse> of(
      List<FieldDeclaration> fields,
      Map<String, BlockDeclaration> blocks,
      LayerDefinitions definitions) {
    Wiring wiring = new Wiring(definitions, blocks);
    wiring.wire(fields, Producer.IMAGES, "");
    return wiring.withReaders();
  }

  /**
   * Wires the fields of a model class or block.
   *
   * @param prefix what the names of their nodes begin with
   * @return what the last of them gives
   */
  private Producer wire(List<FieldDeclaration> fields, Producer input, String prefix) {
    Scope scope = new Scope(input);
    for (FieldDeclaration field : fields) {
      scope.add(field.name(), wire(field, scope, prefix + field.name()));
    }
    return scope.last();
  }

  private Producer wire(FieldDeclaration field, Scope scope, String name) {
    Producer last = field.from().map(References::namesIn).map(scope::find).orElse(scope.last());
    boolean first = true;
    for (AnnotationUse annotation : field.annotations()) {
      Optional<LayerDefinition> definition = definitions.find(annotation);
      if (definition.isEmpty()) {
        last = unfold(annotation, last, name);
      } else {
        String node = first ? name : name + "." + definition.get().label();
        List<Producer> inputs =
            definition.get().joins()
                ? scope.findAll(References.namesIn(annotation))
                : List.of(last);
        last = add(new LayerUse(node, definition.get(), annotation, inputs));
      }
      first = false;
    }
    return last;
  }

  /** Adds the layers of a block and returns what it gives. */
  private Producer unfold(AnnotationUse use, Producer input, String name) {
    BlockDeclaration block = blocks.get(use.qualifiedName());
    if (block == null || layers.size() > Limits.LAYERS) {
      return Producer.UNKNOWN;
    }
    Arguments arguments = new Arguments(block, use, name);
    return wire(block.layers().stream().map(arguments::fill).toList(), input, name + ".");
  }

  private Producer add(LayerUse layer) {
    if (layers.size() <= Limits.LAYERS) {
      layers.add(layer);
    }
    return layer.asProducer();
  }

  private List<LayerUse> withReaders() {
    Map<String, List<String>> readers = new HashMap<>();
    for (LayerUse layer : layers) {
      for (String input : layer.inputNames()) {
        readers.computeIfAbsent(input, name -> new ArrayList<>()).add(layer.name());
      }
    }
    return layers.stream()
        .map(
            layer ->
                layer.with(
                    layer.inputs().stream()
                        .map(input -> input.with(readers.getOrDefault(input.name(), List.of())))
                        .toList()))
        .toList();
  }
}
