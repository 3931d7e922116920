package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.auto.service.processor.AutoServiceProcessor;
import com.google.testing.compile.Compilation;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A compilation plans each distinct network of a model once, whoever needs the plan. */
class PlanOnceTest {
  private final List<NetworkSpec> planned = new ArrayList<>();

  private FirmwarePlan plan(NetworkSpec spec) {
    planned.add(spec);
    return FirmwarePlan.of(spec);
  }

  private Compilation compile(String model) {
    return javac()
        .withProcessors(new TrecProcessor(this::plan), new AutoServiceProcessor())
        .compile(Compilations.source(model));
  }

  @Test
  void eachMethodIsPlannedOnce() {
    assertThat(compile(Examples.SMALL)).succeeded();
    NetworkSpec written = planned.get(0).with(Method.TREC);
    List<NetworkSpec> methods = Stream.of(Method.values()).map(written::with).toList();
    assertEquals(methods, planned);
    assertEquals(3, new HashSet<>(planned).size());
  }

  @Test
  void methodsThatChangeNothingShareAPlan() {
    assertThat(compile(Examples.SINGLE)).succeeded();
    assertEquals(1, planned.size());
    String random =
        Examples.SMALL
            .replace("bits =", "hashing = Hashing.RANDOM, bits =")
            .replace(", maxClusters = 5", "");
    planned.clear();
    assertThat(compile(random)).succeeded();
    assertEquals(2, planned.size());
  }

  @Test
  void aModelThatDoesNotFitIsNotPlannedAgainForItsTable() {
    Compilation compilation =
        compile(Examples.SMALL.replace("flashKib = 64, ramKib = 24", "flashKib = 1, ramKib = 1"));
    assertThat(compilation).hadErrorContaining("[TREC-040]");
    assertEquals(3, planned.size());
  }

  @Test
  void nothingIsPlannedBehindAMistake() {
    assertThat(compile(Examples.SMALL.replace("kernel = 3", "kernel = 0"))).failed();
    assertEquals(List.of(), planned);
  }

  /** The counts above hold for whoever is handed plans; nobody must make any beside them. */
  @Test
  void onlyTheProcessorNamesThePlanner() throws IOException {
    List<String> naming = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        if (Files.readString(source).matches("(?s).*FirmwarePlan\\s*(\\.|::)\\s*of\\b.*")) {
          naming.add(source.getFileName().toString());
        }
      }
    }
    assertEquals(List.of("TrecProcessor.java"), naming);
  }
}
