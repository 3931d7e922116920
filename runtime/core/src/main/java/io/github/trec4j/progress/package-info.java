/** How far long work has come, told to whoever wants to know. */
@NullMarked
package io.github.trec4j.progress;

import org.jspecify.annotations.NullMarked;
