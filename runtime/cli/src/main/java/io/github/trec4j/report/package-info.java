/** Results as tables and pictures for people, and as facts for programs. */
@NullMarked
package io.github.trec4j.report;

import org.jspecify.annotations.NullMarked;
