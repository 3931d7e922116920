package io.github.trec4j.settings;

import io.github.trec4j.UserError;
import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.Fingerprint;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.ReuseRules;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A model with other reuse than its class has. It trains by the class's own network; its C is
 * written, when it is first asked for, by compiling the class as it would be with these settings.
 */
public final class ModelWithSettings implements Model {
  private final Model model;
  private final NetworkSpec spec;
  private final Supplier<ModelCompiler> compiler;
  private final Map<Method, Written> written = new EnumMap<>(Method.class);

  /**
   * C for these settings.
   *
   * @param plan that it follows
   * @param files by name
   */
  private record Written(Fingerprint plan, SortedMap<String, byte[]> files) {}

  private ModelWithSettings(Model model, NetworkSpec spec, Supplier<ModelCompiler> compiler) {
    this.model = model;
    this.spec = spec;
    this.compiler = compiler;
  }

  /**
   * Returns a model as if its class were written with some settings.
   *
   * @param compiler asked for only if the model's C is, and the class does not have it
   * @throws UserError if it has no such convolution, or its reuse breaks a rule of
   *     {@code @TrecConv}
   */
  public static Model of(Model model, ReuseSettings settings, Supplier<ModelCompiler> compiler) {
    NetworkSpec spec = model.spec();
    for (String name : settings.convolutions()) {
      if (!spec.convolutions().contains(name)) {
        throw new UserError(
            "%s has no convolution %s; there are: %s"
                .formatted(spec.name(), name, String.join(", ", spec.convolutions())));
      }
      settings.orElse(name, Optional.empty()).ifPresent(reuse -> check(spec, name, reuse));
    }
    return new ModelWithSettings(model, spec.with(settings), compiler);
  }

  private static void check(NetworkSpec spec, String name, Reuse reuse) {
    Convolution conv = spec.convolution(name);
    ReuseAttributes.refuse(
        name, ReuseRules.ofFilters(reuse.rank(), conv.filters()).stream().toList());
    TrecConv reusing = new TrecConv(conv.filters(), conv.kernel(), conv.bias(), reuse);
    Shape input = spec.inputsOf(spec.node(name)).get(0);
    ReuseAttributes.refuse(name, ReuseRules.ofSegments(name, reusing, input).stream().toList());
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public Network create(NetworkSpec variant, Layers layers) {
    return model.create(variant, layers);
  }

  @Override
  public Fingerprint plan(Method method) {
    return isCompiled(method) ? model.plan(method) : written(method).plan();
  }

  @Override
  public List<String> files(Method method) {
    return isCompiled(method) ? model.files(method) : List.copyOf(written(method).files().keySet());
  }

  @Override
  public InputStream open(Method method, String fileName) throws IOException {
    if (isCompiled(method)) {
      return model.open(method, fileName);
    }
    SortedMap<String, byte[]> files = written(method).files();
    byte[] file = files.get(fileName);
    if (file == null) {
      throw new IOException("no " + fileName + " among " + files.keySet());
    }
    return new ByteArrayInputStream(file);
  }

  private boolean isCompiled(Method method) {
    return model.spec().with(method).fingerprint().equals(spec.with(method).fingerprint());
  }

  /** Returns a method's C. */
  private synchronized Written written(Method method) {
    if (!written.containsKey(method)) {
      try (CompiledModels compiled = compiler.get().compile(ModelText.of(spec))) {
        Model made = compiled.named(spec.name());
        written.put(method, new Written(made.plan(method), files(made, method)));
      } catch (IOException e) {
        throw new UserError("cannot read the C written for " + spec.name() + ": " + e, e);
      }
    }
    return written.get(method);
  }

  private static SortedMap<String, byte[]> files(Model made, Method method) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String name : made.files(method)) {
      try (InputStream file = made.open(method, name)) {
        files.put(name, file.readAllBytes());
      }
    }
    return files;
  }
}
