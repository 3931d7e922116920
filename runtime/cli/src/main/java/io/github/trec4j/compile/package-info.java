/** Compiles model classes while the program runs: networks that are made up on the spot. */
@NullMarked
package io.github.trec4j.compile;

import org.jspecify.annotations.NullMarked;
