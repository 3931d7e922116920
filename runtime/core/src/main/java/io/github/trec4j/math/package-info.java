/** Matrix products and the threads that training runs on. */
@NullMarked
package io.github.trec4j.math;

import org.jspecify.annotations.NullMarked;
