package io.github.trec4j.compile;

import io.github.trec4j.UserError;
import io.github.trec4j.files.TemporaryFolder;
import io.github.trec4j.network.Model;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Models that {@link ModelCompiler} made. They read their C from a temporary folder, which goes
 * when this is closed.
 */
public final class CompiledModels implements AutoCloseable {
  private final TemporaryFolder folder;
  private final URLClassLoader loader;
  private final List<Model> models;

  private CompiledModels(TemporaryFolder folder, URLClassLoader loader) {
    this.folder = folder;
    this.loader = loader;
    // the parent's models are found too, but are not these
    this.models =
        ServiceLoader.load(Model.class, loader).stream()
            .filter(provider -> provider.type().getClassLoader() == loader)
            .map(ServiceLoader.Provider::get)
            .toList();
  }

  /** Loads the models in a folder of classes, which belongs to the result from now on. */
  static CompiledModels load(TemporaryFolder folder) throws IOException {
    URL[] place = {folder.path().toUri().toURL()};
    return new CompiledModels(
        folder, new URLClassLoader(place, CompiledModels.class.getClassLoader()));
  }

  /** Returns all models, in no particular order. */
  public List<Model> all() {
    return models;
  }

  /**
   * Returns the model of a class.
   *
   * @param simpleName of the class
   * @throws IllegalArgumentException if there is none
   */
  public Model named(String simpleName) {
    return models.stream()
        .filter(model -> model.spec().name().equals(simpleName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no model " + simpleName));
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UserError("cannot close " + folder.path() + ": " + e, e);
    } finally {
      folder.close();
    }
  }
}
