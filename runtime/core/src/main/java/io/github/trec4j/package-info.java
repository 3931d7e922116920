/** What all packages of the library share; below it, what generated code and applications call. */
@NullMarked
package io.github.trec4j;

import org.jspecify.annotations.NullMarked;
