package io.github.trec4j.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.auto.service.processor.AutoServiceProcessor;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** Compiles model classes as users do: with both processors and every warning an error. */
final class Compilations {
  private Compilations() {}

  /** Compiles sources, each named after its first class, in the package {@code test}. */
  static Compilation compile(String... sources) {
    List<JavaFileObject> files = Stream.of(sources).map(Compilations::source).toList();
    return javac()
        .withProcessors(new TrecProcessor(), new AutoServiceProcessor())
        .withOptions("-Xlint:all,-path,-processing", "-Werror")
        .compile(files);
  }

  static JavaFileObject source(String body) {
    String name = body.replaceFirst("(?s).*?\\b(?:class|interface|enum|record) (\\w+).*", "$1");
    return JavaFileObjects.forSourceString(
        "test." + name, "package test;\nimport io.github.trec4j.dsl.*;\n" + body);
  }

  /** Returns everything that was generated but class files, by path. */
  static Map<String, String> generated(Compilation compilation) {
    Map<String, String> files = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() != JavaFileObject.Kind.CLASS) {
        files.put(file.getName().replaceFirst("^/(CLASS|SOURCE)_OUTPUT/", ""), text(file));
      }
    }
    return files;
  }

  static String text(JavaFileObject file) {
    try {
      return file.getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
