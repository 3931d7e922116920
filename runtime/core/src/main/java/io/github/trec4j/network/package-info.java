/** What generated code is written against. */
@NullMarked
package io.github.trec4j.network;

import org.jspecify.annotations.NullMarked;
