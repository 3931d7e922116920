package io.github.trec4j.models.exact;

import io.github.trec4j.network.Model;
import java.util.List;

/** All the odd networks of this package, of which each stresses another kind of layer. */
final class OddNetworks {
  private OddNetworks() {}

  static List<Model> all() {
    return List.of(
        new OddSharedNetwork.Provider(),
        new OddKeptNetwork.Provider(),
        new OddProjectionsNetwork.Provider(),
        new OddRankedNetwork.Provider(),
        new OddPerSliceNetwork.Provider(),
        new OddPoolsNetwork.Provider(),
        new OddFormsNetwork.Provider(),
        new OddDepthwiseNetwork.Provider(),
        new OddWindowsNetwork.Provider(),
        new OddJoinsNetwork.Provider());
  }
}
