package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CifarNetTest {
  @Test
  void givesATrainerThatCompilesWithoutWarningsAndCForEachMethod() {
    Compilation compilation = Compilations.compile(Examples.CIFAR_NET);
    assertThat(compilation).succeededWithoutWarnings();
    Map<String, String> files = Compilations.generated(compilation);
    assertTrue(files.containsKey("test/CifarNetNetwork.java"), files.keySet()::toString);
    for (String method : List.of("trec", "deep-reuse", "conventional")) {
      for (String name : List.of("cifarnet.h", "cifarnet_internal.h", "cifarnet.c")) {
        assertTrue(files.containsKey("test/cifarnet/" + method + "/" + name), name);
      }
    }
    assertEquals(
        "test.CifarNetNetwork$Provider",
        files.get("META-INF/services/io.github.trec4j.network.Model").strip());
  }
}
