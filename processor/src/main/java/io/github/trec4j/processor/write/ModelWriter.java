package io.github.trec4j.processor.write;

import com.palantir.javapoet.JavaFile;
import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/** Writes all that is generated from a model, with its class as the one originating element. */
public final class ModelWriter {
  private final Filer filer;
  private final LayerDefinitions definitions;
  private final Class<?> generator;

  /**
   * Makes a writer into the compiler's output.
   *
   * @param generator is named in what is generated
   */
  public ModelWriter(Filer filer, LayerDefinitions definitions, Class<?> generator) {
    this.filer = filer;
    this.definitions = definitions;
    this.generator = generator;
  }

  /**
   * Writes the Java class and the C files of each method.
   *
   * @param report is told what cannot be written
   */
  public void write(ModelDeclaration model, Variants variants, Report report) {
    FirmwareFiles files = FirmwareFiles.of(variants);
    JavaFile java = new JavaWriter(model, variants, files, definitions).file(generator);
    for (Map.Entry<String, String> resource : files.resources().entrySet()) {
      try {
        write(model, resource.getKey(), resource.getValue());
      } catch (IOException e) {
        cannotWrite(resource.getKey(), model, e, report);
        return;
      }
    }
    try {
      java.writeTo(filer);
    } catch (IOException e) {
      cannotWrite(model.networkName(), model, e, report);
    }
  }

  private static void cannotWrite(
      String name, ModelDeclaration model, IOException why, Report report) {
    report.add(Message.CANNOT_WRITE, model.site(), name, model.name(), why.getMessage());
  }

  private void write(ModelDeclaration model, String name, String text) throws IOException {
    // as bytes, since a writer would follow the compiler's option for the encoding of sources
    try (OutputStream stream =
        filer
            .createResource(StandardLocation.CLASS_OUTPUT, model.packageName(), name, model.type())
            .openOutputStream()) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
