package io.github.trec4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The networks have the sizes of those in the literature, and are compiled by each method. */
class NetworkFiguresTest {
  @ParameterizedTest
  @CsvSource({
    "CifarNet, 2, 14_003_200",
    "ZfNet, 5, 92_479_488",
    "SqueezeNet, 26, 52_543_488",
    "SqueezeNetBypass, 30, 82_952_192",
    "ResNet34, 36, 299_040_768"
  })
  void convolutionsAreThoseOfTheLiterature(String name, int convolutions, String macs) {
    NetworkSpec spec = named(name).spec();
    List<Node> found =
        spec.nodes().stream().filter(node -> node.op() instanceof Convolution).toList();
    assertEquals(convolutions, found.size());
    long sum = found.stream().mapToLong(node -> node.op().macs(spec.inputsOf(node))).sum();
    assertEquals(Long.parseLong(macs.replace("_", "")), sum);
  }

  @Test
  void allAreFound() {
    List<String> names = models().map(model -> model.spec().name()).sorted().toList();
    assertEquals(List.of("CifarNet", "ResNet34", "SqueezeNet", "SqueezeNetBypass", "ZfNet"), names);
  }

  @ParameterizedTest
  @EnumSource
  void eachIsCompiledByEachMethod(Method method) throws IOException {
    for (Model model : models().toList()) {
      NetworkSpec spec = model.spec().with(method);
      assertEquals(method != Method.CONVENTIONAL, spec.reuses(), spec.name());
      assertTrue(FirmwarePlan.of(spec).fits(), spec.name());
      assertTrue(source(model, method).contains(spec.fingerprint().hex()), spec.name());
    }
  }

  /** Forms are chosen for the whole network: filling the flash layer by layer takes far longer. */
  @ParameterizedTest
  @CsvSource({
    "CifarNet, 10_330_000",
    "SqueezeNet, 37_900_000",
    "SqueezeNetBypass, 74_300_000",
    "ZfNet, 94_500_000",
    "ResNet34, 371_300_000"
  })
  void conventionalNetworksTakeNoMoreCyclesThan(String name, String cycles) {
    FirmwarePlan plan = FirmwarePlan.of(named(name).spec().with(Method.CONVENTIONAL));
    assertTrue(plan.cycles() <= Long.parseLong(cycles.replace("_", "")), plan.cycles() + " cycles");
  }

  private static String source(Model model, Method method) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String file : model.files(method)) {
      try (InputStream in = model.open(method, file)) {
        text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  /** Returns the models that the tool finds, but for those of other tests. */
  private static Stream<Model> models() {
    String here = NetworkFiguresTest.class.getPackageName();
    return ServiceLoader.load(Model.class).stream()
        .filter(provider -> provider.type().getPackageName().equals(here))
        .map(ServiceLoader.Provider::get);
  }

  private static Model named(String name) {
    return models().filter(model -> model.spec().name().equals(name)).findFirst().orElseThrow();
  }
}
