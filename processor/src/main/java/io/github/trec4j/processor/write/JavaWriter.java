package io.github.trec4j.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import java.util.List;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;

/** Writes the class that trains a model. */
final class JavaWriter {
  private static final List<String> OWN_NAMES =
      List.of(
          "SPEC",
          "FINGERPRINT",
          "spec",
          "variant",
          "layers",
          "mode",
          PassWriter.IMAGES,
          PassWriter.GRADIENT,
          PassWriter.CHAIN);

  private final ModelDeclaration model;
  private final ClassName className;
  private final Variants variants;
  private final FirmwareFiles files;
  private final LayerDefinitions definitions;
  private final NetworkSpec spec;
  private final List<Node> nodes;
  private final NameAllocator names = new NameAllocator();

  JavaWriter(
      ModelDeclaration model,
      Variants variants,
      FirmwareFiles files,
      LayerDefinitions definitions) {
    this.model = model;
    this.className = ClassName.get(model.packageName(), model.networkName());
    this.variants = variants;
    this.files = files;
    this.definitions = definitions;
    this.spec = variants.spec();
    this.nodes = spec.layers();
    OWN_NAMES.forEach(name -> names.newName(name, name));
    nodes.forEach(node -> names.newName(camelCase(node.name()), node));
  }

  /** Returns a node's name as Java's fields have it: {@code fireSqueezeRelu}. */
  private static String camelCase(String node) {
    String[] parts = node.split("\\.", 0);
    StringBuilder name = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      name.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
    }
    return name.toString();
  }

  JavaFile file(Class<?> generator) {
    return JavaFile.builder(className.packageName(), type(generator))
        .indent("  ")
        .skipJavaLangImports(true)
        .build();
  }

  private TypeSpec type(Class<?> generator) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(className)
            .addOriginatingElement(model.type())
            .addJavadoc("Trains {@link $T}; generated from it.\n", ClassName.get(model.type()))
            .addAnnotation(
                AnnotationSpec.builder(Generated.class)
                    .addMember("value", "$S", generator.getName())
                    .build())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(RuntimeApi.NETWORK)
            .addField(specConstant())
            .addField(fingerprintConstant())
            .addField(NetworkSpec.class, "spec", Modifier.PRIVATE, Modifier.FINAL);
    for (Node node : nodes) {
      type.addField(layerClass(node), names.get(node), Modifier.PRIVATE, Modifier.FINAL);
    }
    return type.addMethod(constructor())
        .addMethod(specMethod())
        .addMethod(forward())
        .addMethod(backward())
        .addMethod(layers())
        .addType(new ProviderWriter(className, variants, files).type())
        .build();
  }

  private ClassName layerClass(Node node) {
    return RuntimeApi.layer(definitions.of(node.op()).layerClass());
  }

  private FieldSpec specConstant() {
    return FieldSpec.builder(
            NetworkSpec.class, "SPEC", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The network as written.\n")
        .initializer(SpecCode.of(spec))
        .build();
  }

  private FieldSpec fingerprintConstant() {
    return FieldSpec.builder(
            String.class, "FINGERPRINT", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Of {@link #SPEC}; checkpoints and the C of the network as written carry it.\n")
        .initializer("$S", spec.fingerprint().hex())
        .build();
  }

  private MethodSpec constructor() {
    MethodSpec.Builder method =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc(
                """
                Builds the network.

                @param variant {@link #SPEC} by some method
                @param layers what its layers are made from
                """)
            .addParameter(NetworkSpec.class, "variant")
            .addParameter(RuntimeApi.LAYERS, "layers")
            .addStatement("spec = variant");
    for (Node node : nodes) {
      method.addStatement(
          "$N = new $T(layers.of($S))", names.get(node), layerClass(node), node.name());
    }
    return method.build();
  }

  private MethodSpec specMethod() {
    return override("spec").returns(NetworkSpec.class).addStatement("return spec").build();
  }

  private MethodSpec forward() {
    return override("forward")
        .returns(RuntimeApi.TENSOR)
        .addParameter(RuntimeApi.TENSOR, PassWriter.IMAGES)
        .addParameter(RuntimeApi.MODE, "mode")
        .addCode(PassWriter.forward(spec, names))
        .build();
  }

  private MethodSpec backward() {
    return override("backward")
        .addParameter(RuntimeApi.TENSOR, PassWriter.GRADIENT)
        .addCode(PassWriter.backward(spec, names))
        .build();
  }

  private MethodSpec layers() {
    CodeBlock list =
        nodes.stream()
            .map(node -> CodeBlock.of("$N", names.get(node)))
            .collect(CodeBlock.joining(",$W"));
    return override("layers")
        .returns(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeApi.LAYER))
        .addStatement("return $T.of($Z$L)", List.class, list)
        .build();
  }

  static MethodSpec.Builder override(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
  }
}
