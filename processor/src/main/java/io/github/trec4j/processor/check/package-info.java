/**
 * From what a class says to a network that is known to be right, with a message for every mistake.
 */
@NullMarked
package io.github.trec4j.processor.check;

import org.jspecify.annotations.NullMarked;
