package io.github.trec4j.dsl;

/**
 * The type of a field that stands for one layer of a {@link TrecModel}, with all that its
 * annotations apply in turn.
 */
public final class Layer {
  private Layer() {}
}
