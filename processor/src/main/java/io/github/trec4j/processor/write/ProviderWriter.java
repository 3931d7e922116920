package io.github.trec4j.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.spec.Fingerprint;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.Symbols;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes the nested class by which the command line finds a model. */
final class ProviderWriter {
  private final ClassName network;
  private final Variants variants;
  private final FirmwareFiles files;

  ProviderWriter(ClassName network, Variants variants, FirmwareFiles files) {
    this.network = network;
    this.variants = variants;
    this.files = files;
  }

  TypeSpec type() {
    return TypeSpec.classBuilder("Provider")
        .addJavadoc("Finds this network by service loading.\n")
        .addAnnotation(
            AnnotationSpec.builder(RuntimeApi.AUTO_SERVICE)
                .addMember("value", "$T.class", RuntimeApi.MODEL)
                .build())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addSuperinterface(RuntimeApi.MODEL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addJavadoc("Makes a provider, as service loaders do.\n")
                .addModifiers(Modifier.PUBLIC)
                .build())
        .addMethod(
            JavaWriter.override("spec")
                .returns(NetworkSpec.class)
                .addStatement("return SPEC")
                .build())
        .addMethod(create())
        .addMethod(plan())
        .addMethod(files())
        .addMethod(open())
        .addMethod(folder())
        .build();
  }

  private MethodSpec create() {
    return JavaWriter.override("create")
        .returns(RuntimeApi.NETWORK)
        .addParameter(NetworkSpec.class, "variant")
        .addParameter(RuntimeApi.LAYERS, "layers")
        .addStatement("return new $T(variant, layers)", network)
        .build();
  }

  private MethodSpec plan() {
    Map<Method, CodeBlock> plans = new LinkedHashMap<>();
    for (Method method : variants.distinct()) {
      String hex = variants.plan(method).fingerprint().hex();
      plans.put(method, CodeBlock.of("new $T($S)", Fingerprint.class, hex));
    }
    return JavaWriter.override("plan")
        .returns(Fingerprint.class)
        .addParameter(Method.class, "method")
        .addCode(choice(plans))
        .build();
  }

  private MethodSpec files() {
    Map<Method, CodeBlock> lists = new LinkedHashMap<>();
    for (Method method : variants.distinct()) {
      CodeBlock names =
          files.of(method).keySet().stream()
              .map(name -> CodeBlock.of("$S", name))
              .collect(CodeBlock.joining(",$W"));
      lists.put(method, CodeBlock.of("$T.of($Z$L)", List.class, names));
    }
    return JavaWriter.override("files")
        .returns(ParameterizedTypeName.get(List.class, String.class))
        .addParameter(Method.class, "method")
        .addCode(choice(lists))
        .build();
  }

  private MethodSpec open() {
    return JavaWriter.override("open")
        .returns(InputStream.class)
        .addParameter(Method.class, "method")
        .addParameter(String.class, "fileName")
        .addException(IOException.class)
        .addStatement("$T name = folder(method) + fileName", String.class)
        .addStatement("$T stream = $T.class.getResourceAsStream(name)", InputStream.class, network)
        .beginControlFlow("if (stream == null)")
        .addStatement(
            "throw new $T($Z$S + name$W+ $S)",
            FileNotFoundException.class,
            "there is no resource ",
            " beside " + network.canonicalName() + "; compile the model class again")
        .endControlFlow()
        .addStatement("return stream")
        .build();
  }

  private MethodSpec folder() {
    Map<Method, CodeBlock> folders = new LinkedHashMap<>();
    for (Method method : variants.distinct()) {
      folders.put(method, CodeBlock.of("$S", Symbols.of(variants.spec()).resourceFolder(method)));
    }
    return MethodSpec.methodBuilder("folder")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(String.class)
        .addParameter(Method.class, "method")
        .addCode(choice(folders))
        .build();
  }

  /** Returns a choice by method, where methods that share files share a case. */
  private CodeBlock choice(Map<Method, CodeBlock> results) {
    CodeBlock.Builder code = CodeBlock.builder().add("return switch (method) {\n").indent();
    for (Map.Entry<Method, CodeBlock> result : results.entrySet()) {
      String cases =
          String.join(
              ", ",
              Arrays.stream(Method.values())
                  .filter(method -> variants.plainest(method) == result.getKey())
                  .map(Method::name)
                  .toList());
      code.add("case $L ->$W$L;\n", cases, result.getValue());
    }
    return code.unindent().add("};\n").build();
  }
}
