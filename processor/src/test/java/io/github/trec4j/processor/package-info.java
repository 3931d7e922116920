@NullMarked
package io.github.trec4j.processor;

import org.jspecify.annotations.NullMarked;
