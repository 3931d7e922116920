package io.github.trec4j.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes how a network is run forward and backward. What only the next layer reads is called {@code
 * x}, all along a chain; what others read has the name of the layer that gave it.
 */
final class PassWriter {
  /** The local variable of a chain. */
  static final String CHAIN = "x";

  /** The parameter of the way forward. */
  static final String IMAGES = "images";

  /** The parameter of the way backward. */
  static final String GRADIENT = "gradient";

  private static final ParameterizedTypeName TENSORS =
      ParameterizedTypeName.get(ClassName.get(List.class), RuntimeApi.TENSOR);

  private final NetworkSpec spec;
  private final List<Node> nodes;
  private final NameAllocator names;
  private final CodeBlock.Builder code = CodeBlock.builder();

  /** The local variables that are declared. */
  private final Set<String> declared = new HashSet<>();

  /** What a node's output is called, or on the way back the gradient by it. */
  private final Map<String, CodeBlock> tensors = new HashMap<>();

  /**
   * Begins a method.
   *
   * @param names of the layers, each by its node; and all that the class has besides
   */
  private PassWriter(NetworkSpec spec, NameAllocator names) {
    this.spec = spec;
    this.nodes = spec.layers();
    this.names = names.clone();
  }

  /** Returns the statements that compute the logits. */
  static CodeBlock forward(NetworkSpec spec, NameAllocator names) {
    PassWriter writer = new PassWriter(spec, names);
    writer.tensors.put(NetworkSpec.INPUT, CodeBlock.of(IMAGES));
    writer.nodes.forEach(writer::forward);
    return writer.code.build();
  }

  /** Returns the statements that compute the gradients. */
  static CodeBlock backward(NetworkSpec spec, NameAllocator names) {
    PassWriter writer = new PassWriter(spec, names);
    writer.tensors.put(spec.last().name(), CodeBlock.of(GRADIENT));
    List<Node> reversed = new ArrayList<>(writer.nodes);
    Collections.reverse(reversed);
    reversed.forEach(writer::backward);
    return writer.code.build();
  }

  private void forward(Node node) {
    CodeBlock inputs = node.inputs().stream().map(this::tensor).collect(CodeBlock.joining(",$W"));
    CodeBlock read = node.op().joins() ? CodeBlock.of("$T.of($Z$L)", List.class, inputs) : inputs;
    CodeBlock output = CodeBlock.of("$N.forward($L, mode)", names.get(node), read);
    if (node.equals(spec.last())) {
      code.addStatement("return $L", output);
    } else {
      assign(node.name(), isLink(node) ? CHAIN : local(node, "Output"), output);
    }
  }

  private void backward(Node node) {
    CodeBlock gradient = CodeBlock.of("$N.backward($L)", names.get(node), tensor(node.name()));
    if (node.op().joins()) {
      String gradients = local(node, "Gradients");
      code.addStatement("$T $L = $L", TENSORS, gradients, gradient);
      for (int i = 0; i < node.inputs().size(); i++) {
        contribute(node.inputs().get(i), CodeBlock.of("$L.get($L)", gradients, i));
      }
    } else if (node.inputs().get(0).equals(NetworkSpec.INPUT)) {
      code.addStatement(gradient);
    } else {
      contribute(node.inputs().get(0), gradient);
    }
  }

  /** Notes what one reader gives for the gradient by a node; nobody wants that by the images. */
  private void contribute(String name, CodeBlock gradient) {
    if (name.equals(NetworkSpec.INPUT)) {
      return;
    }
    Node node = spec.node(name);
    List<Node> readers = spec.readers(node);
    @Nullable CodeBlock before = tensors.get(name);
    if (before != null) {
      CodeBlock sum = CodeBlock.of("$T.sum($Z$L,$W$L)", RuntimeApi.GRADIENTS, before, gradient);
      assign(name, before.toString(), sum);
    } else if (isLink(node)) {
      assign(name, CHAIN, gradient);
    } else if (readers.size() == 1 && readers.get(0).op().joins()) {
      tensors.put(name, gradient);
    } else {
      assign(name, local(node, "Gradient"), gradient);
    }
  }

  /**
   * Returns whether a node's output is only read by the node behind it, and nothing else with it.
   */
  private boolean isLink(Node node) {
    List<Node> readers = spec.readers(node);
    return readers.size() == 1
        && !readers.get(0).op().joins()
        && nodes.indexOf(readers.get(0)) == nodes.indexOf(node) + 1;
  }

  private String local(Node node, String what) {
    return names.newName(names.get(node) + what);
  }

  private void assign(String node, String variable, CodeBlock value) {
    if (declared.add(variable)) {
      code.addStatement("$T $L = $L", RuntimeApi.TENSOR, variable, value);
    } else {
      code.addStatement("$L = $L", variable, value);
    }
    tensors.put(node, CodeBlock.of("$L", variable));
  }

  private CodeBlock tensor(String node) {
    @Nullable CodeBlock tensor = tensors.get(node);
    if (tensor == null) {
      throw new IllegalStateException("nothing reads " + node);
    }
    return tensor;
  }
}
