/** Reuse settings as people write them: attributes of the annotation, and files of them. */
@NullMarked
package io.github.trec4j.settings;

import org.jspecify.annotations.NullMarked;
