package io.github.trec4j.settings;

import io.github.trec4j.UserError;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.files.JsonFile;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reuse chosen for convolutions beside the model class: what a settings file holds.
 *
 * @param convolutions the reuse by the convolution's name; empty for a conventional one
 */
public record ReuseSettings(Map<String, Optional<Reuse>> convolutions) {
  private static final String CONVENTIONAL = "conventional";

  /** Copies the map, its order too. */
  public ReuseSettings {
    convolutions = Collections.unmodifiableMap(new LinkedHashMap<>(convolutions));
  }

  /**
   * Reads a file that {@link #write} wrote, or that somebody wrote alike.
   *
   * @throws UserError if it cannot be read, or an attribute does not exist or is out of range
   */
  public static ReuseSettings read(Path file) {
    Map<String, Optional<Reuse>> convolutions = new LinkedHashMap<>();
    JsonFile.read(file)
        .forEach((name, value) -> convolutions.put(name, reuse(value, file + ", " + name)));
    return new ReuseSettings(convolutions);
  }

  private static Optional<Reuse> reuse(Object value, String place) {
    if (CONVENTIONAL.equals(value)) {
      return Optional.empty();
    } else if (value instanceof Map<?, ?> attributes) {
      return Optional.of(ReuseAttributes.parse(attributes, place));
    }
    throw new UserError(
        "%s: %s is neither \"%s\" nor an object of @TrecConv's attributes"
            .formatted(place, value, CONVENTIONAL));
  }

  /**
   * Writes an object with a member a convolution: the attributes of {@code @TrecConv}, or {@code
   * "conventional"}.
   *
   * @throws UserError if the file cannot be written
   */
  public void write(Path file) {
    Map<String, Object> members = new LinkedHashMap<>();
    convolutions.forEach(
        (name, reuse) ->
            members.put(name, reuse.<Object>map(ReuseAttributes::of).orElse(CONVENTIONAL)));
    JsonFile.write(file, members);
  }

  /**
   * Returns a model as if its class were written with these settings.
   *
   * @param compiler asked for only if the model's C is
   * @throws UserError if it has no such convolution, or a segment does not divide its input
   */
  public Model applyTo(Model model, Supplier<ModelCompiler> compiler) {
    NetworkSpec spec = model.spec();
    convolutions.forEach((name, reuse) -> check(spec, name, reuse));
    return new ModelWithSettings(model, spec.with(convolutions), compiler);
  }

  private static void check(NetworkSpec spec, String name, Optional<Reuse> reuse) {
    List<Node> found = spec.nodes().stream().filter(node -> node.name().equals(name)).toList();
    if (found.isEmpty() || !(found.get(0).op() instanceof Op.Conv conv)) {
      throw new UserError(
          "%s has no convolution %s; there are: %s"
              .formatted(spec.name(), name, String.join(", ", spec.convolutions())));
    }
    int kernel = conv.window().size();
    int channels = spec.inputOf(found.get(0)).channels();
    reuse
        .filter(how -> how.rank() >= conv.filters())
        .ifPresent(
            how -> {
              throw new UserError(
                  "%s: a rank of %d for %d filters; give at most %d, or 0 for all filters"
                      .formatted(name, how.rank(), conv.filters(), conv.filters() - 1));
            });
    reuse
        .filter(how -> !Segmentation.isValid(how.segment(), how.sharing(), kernel, channels))
        .ifPresent(
            how -> {
              throw new UserError(
                  "%s: a segment of %d does not divide its input; these do: %s"
                      .formatted(
                          name,
                          how.segment(),
                          Arrays.toString(
                              Segmentation.validLengths(how.sharing(), kernel, channels))));
            });
  }
}
