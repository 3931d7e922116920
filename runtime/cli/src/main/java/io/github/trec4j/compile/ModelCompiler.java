package io.github.trec4j.compile;

import io.github.trec4j.UserError;
import io.github.trec4j.files.TemporaryFolder;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles model classes given as text, exactly as javac compiles those of a project: through
 * trec4j's processor, with the classes that this program itself runs on at hand.
 */
public final class ModelCompiler {
  private final List<Path> processorPath;

  /**
   * Makes a compiler.
   *
   * @param processorPath jars and folders of the processor and of all that it needs
   */
  public ModelCompiler(List<Path> processorPath) {
    this.processorPath = List.copyOf(processorPath);
  }

  /**
   * Makes a compiler whose processor lies as the build leaves it.
   *
   * @param classes folder of the processor's classes
   * @param libraries folder of the jars that it needs
   * @throws UserError if there are none
   */
  public static ModelCompiler of(Path classes, Path libraries) {
    List<Path> places = new ArrayList<>(List.of(classes));
    try (Stream<Path> files = Files.list(libraries)) {
      files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(places::add);
    } catch (IOException e) {
      throw new UserError("cannot read the processor's libraries in " + libraries + ": " + e, e);
    }
    if (Files.notExists(classes) || places.size() == 1) {
      throw new UserError(
          "no processor in %s and %s: build anew with mvn package -DskipTests"
              .formatted(classes, libraries));
    }
    return new ModelCompiler(places);
  }

  /**
   * Compiles classes together and loads their models.
   *
   * @throws UserError if there is no javac, or it finds a mistake: the message holds what it said
   */
  public CompiledModels compile(List<ModelSource> sources) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new UserError("compiling a model needs a JDK, not only a JRE: set JAVA_HOME to one");
    }
    TemporaryFolder folder = new TemporaryFolder("models");
    try {
      compile(javac, sources, folder.path());
      return CompiledModels.load(folder);
    } catch (IOException e) {
      folder.close();
      throw new UserError("cannot compile into " + folder.path() + ": " + e, e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Compiles one class and loads its model. */
  public CompiledModels compile(ModelSource source) {
    return compile(List.of(source));
  }

  private void compile(JavaCompiler javac, List<ModelSource> sources, Path folder)
      throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-d",
              folder.toString(),
              "-classpath",
              System.getProperty("java.class.path"),
              "-processorpath",
              path(processorPath));
      StringWriter rest = new StringWriter();
      boolean good =
          javac
              .getTask(
                  rest,
                  files,
                  diagnostics,
                  options,
                  null,
                  sources.stream().map(ModelSource::file).toList())
              .call();
      if (!good) {
        throw new UserError(mistakes(diagnostics, rest.toString()));
      }
    }
  }

  private static String path(List<Path> places) {
    return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static String mistakes(DiagnosticCollector<JavaFileObject> diagnostics, String rest) {
    String said =
        diagnostics.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
            .collect(Collectors.joining("\n"));
    return "the model does not compile: " + (said.isEmpty() ? rest : said);
  }
}
