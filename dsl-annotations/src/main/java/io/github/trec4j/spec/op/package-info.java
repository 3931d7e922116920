/**
 * What the layers of a network compute: a record an operation, which answers for itself, and the
 * geometry of images, windows and segments. One definition for the processor and the runtime.
 */
@NullMarked
package io.github.trec4j.spec.op;

import org.jspecify.annotations.NullMarked;
