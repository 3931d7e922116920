package io.github.trec4j.processor.write;

import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.NetworkSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/** Writes all that is generated from a model, with its class as the one originating element. */
public final class ModelWriter {
  private final Filer filer;

  /** Makes a writer into the compiler's output. */
  public ModelWriter(Filer filer) {
    this.filer = filer;
  }

  /**
   * Writes the Java class and the C files of each method.
   *
   * @param report is told what cannot be written
   */
  public void write(TypeElement model, NetworkSpec spec, Report report) {
    Variants variants = Variants.of(spec);
    SortedMap<String, String> resources = new TreeMap<>();
    variants.stored().forEach(method -> resources.putAll(variants.resources(method)));
    String packageName = Names.packageOf(model).getQualifiedName().toString();
    for (Map.Entry<String, String> resource : resources.entrySet()) {
      try {
        write(packageName, resource.getKey(), resource.getValue(), model);
      } catch (IOException e) {
        report.add(
            Message.CANNOT_WRITE, Site.of(model), resource.getKey(), spec.name(), e.getMessage());
        return;
      }
    }
    try {
      new JavaWriter(model, variants).file().writeTo(filer);
    } catch (IOException e) {
      String name = Names.networkClass(model).simpleName();
      report.add(Message.CANNOT_WRITE, Site.of(model), name, spec.name(), e.getMessage());
    }
  }

  private void write(String packageName, String name, String text, TypeElement model)
      throws IOException {
    // as bytes, since a writer would follow the compiler's option for the encoding of sources
    try (OutputStream stream =
        filer
            .createResource(StandardLocation.CLASS_OUTPUT, packageName, name, model)
            .openOutputStream()) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
