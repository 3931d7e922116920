package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import io.github.trec4j.network.Model;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The models on the class path. */
final class Models {
  private Models() {}

  /**
   * Returns all models by name.
   *
   * @throws UserError if there are none
   */
  static List<Model> all() {
    List<Model> models =
        ServiceLoader.load(Model.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(model -> model.spec().name()))
            .toList();
    if (models.isEmpty()) {
      throw new UserError(
          "no model on the class path. Compile a class with @TrecModel, and name trec4j-processor in"
              + " <annotationProcessorPaths> of maven-compiler-plugin: since JDK 23 javac ignores"
              + " processors that are merely dependencies");
    }
    return models;
  }

  /**
   * Returns the model of that name; case does not matter.
   *
   * @throws UserError if there is none; the message lists what there is
   */
  static Model named(String name) {
    List<Model> models = all();
    return models.stream()
        .filter(model -> model.spec().name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "no model '"
                        + name
                        + "' on the class path; there are: "
                        + models.stream()
                            .map(model -> model.spec().name())
                            .collect(Collectors.joining(", "))));
  }
}
