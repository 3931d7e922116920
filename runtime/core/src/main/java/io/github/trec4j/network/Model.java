package io.github.trec4j.network;

import io.github.trec4j.spec.Fingerprint;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A model class, as found by {@link java.util.ServiceLoader}; generated beside its network. */
public interface Model {
  /** Returns the network as written. */
  NetworkSpec spec();

  /**
   * Builds a network to train.
   *
   * @param variant {@link #spec} by some {@link Method}
   * @param layers makes its layers
   */
  Network create(NetworkSpec variant, Layers layers);

  /**
   * Returns the identity of the plan that a method's generated C follows. Another release of trec4j
   * may plan otherwise than the one that compiled the model class.
   */
  Fingerprint plan(Method method);

  /**
   * Returns the names of the generated C files of a method, sorted: {@code cifarnet.c}, {@code
   * kernels/trec4j_conv.h}.
   */
  List<String> files(Method method);

  /**
   * Opens a generated C file.
   *
   * @param fileName one of {@link #files}
   * @throws IOException if it is missing; the message names it
   */
  InputStream open(Method method, String fileName) throws IOException;
}
