package io.github.trec4j.network;

import io.github.trec4j.spec.NetworkSpec;

/** Makes the layers of one network. */
public final class Layers {
  private final NetworkSpec spec;

  /** Makes layers for the given network. */
  public Layers(NetworkSpec spec) {
    this.spec = spec;
  }

  /** Returns the network that layers are made for. */
  public NetworkSpec spec() {
    return spec;
  }
}
