/** Files that the tool keeps for a while or for good. */
@NullMarked
package io.github.trec4j.files;

import org.jspecify.annotations.NullMarked;
