package io.github.trec4j.settings;

import io.github.trec4j.UserError;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A model that trains with other reuse than its class has. Its C does not exist but for the
 * conventional form: javac writes it from the class.
 *
 * @param model as compiled
 * @param spec the same network with other reuse
 */
record ModelWithSettings(Model model, NetworkSpec spec) implements Model {
  @Override
  public Network create(NetworkSpec variant, Layers layers) {
    return model.create(variant, layers);
  }

  @Override
  public List<String> files(Method method) {
    requireCompiled(method);
    return model.files(method);
  }

  @Override
  public InputStream open(Method method, String fileName) throws IOException {
    requireCompiled(method);
    return model.open(method, fileName);
  }

  private void requireCompiled(Method method) {
    if (!model.spec().with(method).fingerprint().equals(spec.with(method).fingerprint())) {
      throw new UserError(
          "there is no C for %s with other settings than its class has: write them into the class"
              .formatted(spec.name()));
    }
  }
}
