/** What the tool shows while it works. */
@NullMarked
package io.github.trec4j.terminal;

import org.jspecify.annotations.NullMarked;
