package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.auto.service.processor.AutoServiceProcessor;
import io.github.trec4j.dsl.From;
import io.github.trec4j.dsl.Layer;
import io.github.trec4j.layers.LayerContext;
import io.github.trec4j.processor.define.LayerDefinition;
import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Input;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The language's annotations, their definitions and the operations they make are the same set. */
class DefinitionsTest {
  private static final LayerDefinitions DEFINITIONS = LayerDefinitions.load();

  static List<LayerDefinition> definitions() {
    return List.copyOf(DEFINITIONS.all());
  }

  @Test
  void everyAnnotationOfFieldsIsDefined() throws IOException, ClassNotFoundException {
    Set<String> annotations = new TreeSet<>();
    String language = Layer.class.getPackageName();
    try (JavaFileManager files =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      for (JavaFileObject file :
          files.list(
              StandardLocation.CLASS_PATH, language, Set.of(JavaFileObject.Kind.CLASS), false)) {
        String binary = files.inferBinaryName(StandardLocation.CLASS_PATH, file);
        Target target = Class.forName(binary).getAnnotation(Target.class);
        if (target != null && List.of(target.value()).contains(ElementType.FIELD)) {
          annotations.add(binary);
        }
      }
    }
    assertTrue(annotations.size() >= 9, annotations::toString);
    annotations.remove(From.class.getName()); // says what a field reads and is no layer
    assertEquals(annotations, new TreeSet<>(DEFINITIONS.qualifiedNames()));
  }

  @Test
  void everyOperationIsMadeByOneDefinition() {
    List<String> made = new ArrayList<>();
    definitions().forEach(definition -> made.add(sample(definition).getClass().getName()));
    assertEquals(
        records(Op.class).filter(type -> type != Input.class).map(Class::getName).sorted().toList(),
        made.stream().sorted().toList());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(DefinitionsTest::records)
        : Stream.of(type);
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void definitionAndOperationSayTheSame(LayerDefinition definition) {
    Op op = sample(definition);
    assertEquals(op.label(), definition.label());
    assertEquals(op.isWeighted(), definition.isWeighted());
    assertEquals(op.joins(), definition.joins());
    assertEquals(op.attributes().annotation(), definition.annotation());
    assertEquals(definition, DEFINITIONS.of(op));
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void theRuntimeTrainsIt(LayerDefinition definition) throws ReflectiveOperationException {
    String layers = LayerContext.class.getPackageName();
    Class<?> layer = Class.forName(layers + "." + definition.layerClass());
    assertTrue(layer.getConstructor(LayerContext.class).canAccess(null));
  }

  /** Returns what the annotation makes behind dense layers, with no member but the needed. */
  private static Op sample(LayerDefinition definition) {
    List<NetworkSpec> planned = new ArrayList<>();
    TrecProcessor processor =
        new TrecProcessor(
            spec -> {
              planned.add(spec);
              return FirmwarePlan.of(spec);
            });
    String model =
        """
        @TrecModel(input = @Input(height = 1, width = 1, channels = 8))
        class Sample {
          %s Layer sample;
          @Dense(2) Layer logits;
        }
        """
            .formatted(before(definition) + annotation(definition.annotation()));
    assertThat(
            javac()
                .withProcessors(processor, new AutoServiceProcessor())
                .compile(Compilations.source(model)))
        .succeeded();
    return planned.get(0).node("sample").op();
  }

  private static String before(LayerDefinition definition) {
    String one = "@Dense(8) Layer before; ";
    return definition.joins() ? one + "@Dense(8) Layer more; " : one;
  }

  private static String annotation(Class<? extends Annotation> annotation) {
    return Arrays.stream(annotation.getDeclaredMethods())
        .filter(member -> member.getDefaultValue() == null)
        .map(DefinitionsTest::member)
        .collect(Collectors.joining(", ", "@" + annotation.getSimpleName() + "(", ")"));
  }

  private static String member(Method member) {
    Map<Class<?>, String> values =
        Map.of(
            float.class,
            "0.5f",
            int.class,
            "1",
            int[].class,
            "{1, 1}",
            String[].class,
            "{\"before\", \"more\"}");
    return member.getName() + " = " + values.get(member.getReturnType());
  }
}
