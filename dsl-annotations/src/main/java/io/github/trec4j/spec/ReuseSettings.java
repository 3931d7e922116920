package io.github.trec4j.spec;

import io.github.trec4j.spec.op.Reuse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reuse chosen for convolutions beside the model class: what a settings file holds. */
public final class ReuseSettings {
  /** The class as written. */
  public static final ReuseSettings AS_WRITTEN = new ReuseSettings(Map.of());

  private final Map<String, Optional<Reuse>> reuse;

  private ReuseSettings(Map<String, Optional<Reuse>> reuse) {
    this.reuse = Collections.unmodifiableMap(reuse);
  }

  /** Returns the settings of all convolutions of a network. */
  public static ReuseSettings of(NetworkSpec spec) {
    ReuseSettings settings = AS_WRITTEN;
    for (String convolution : spec.convolutions()) {
      settings = settings.with(convolution, spec.convolution(convolution).ifReusing());
    }
    return settings;
  }

  /**
   * Returns these with another convolution, or other reuse in one.
   *
   * @param chosen its reuse; empty for a conventional one
   */
  public ReuseSettings with(String convolution, Optional<Reuse> chosen) {
    Map<String, Optional<Reuse>> more = new LinkedHashMap<>(reuse);
    more.put(convolution, chosen);
    return new ReuseSettings(more);
  }

  /** Returns the names of the convolutions that these are about, in the order they were given. */
  public Set<String> convolutions() {
    return reuse.keySet();
  }

  /**
   * Returns the reuse chosen for a convolution, empty for a conventional one.
   *
   * @param otherwise what a convolution has that these do not name
   */
  public Optional<Reuse> orElse(String convolution, Optional<Reuse> otherwise) {
    return reuse.getOrDefault(convolution, otherwise);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReuseSettings settings && reuse.equals(settings.reuse);
  }

  @Override
  public int hashCode() {
    return reuse.hashCode();
  }

  @Override
  public String toString() {
    return reuse.toString();
  }
}
