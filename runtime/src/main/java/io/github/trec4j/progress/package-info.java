/** How far long work has come, on a terminal or in a log. */
@NullMarked
package io.github.trec4j.progress;

import org.jspecify.annotations.NullMarked;
