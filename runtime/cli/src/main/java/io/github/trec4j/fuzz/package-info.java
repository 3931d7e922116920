/** Random networks, whose firmware must agree with the simulation in every byte of every step. */
@NullMarked
package io.github.trec4j.fuzz;

import org.jspecify.annotations.NullMarked;
