/** Results as tables for people and as JSON for programs. */
@NullMarked
package io.github.trec4j.report;

import org.jspecify.annotations.NullMarked;
