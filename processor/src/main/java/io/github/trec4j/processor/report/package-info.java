/** Every message of the processor and where in the user's source it belongs. */
@NullMarked
package io.github.trec4j.processor.report;

import org.jspecify.annotations.NullMarked;
