/** A network by each method with its firmware plan, which checks and writers share. */
@NullMarked
package io.github.trec4j.processor.plan;

import org.jspecify.annotations.NullMarked;
