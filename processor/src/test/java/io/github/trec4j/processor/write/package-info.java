@NullMarked
package io.github.trec4j.processor.write;

import org.jspecify.annotations.NullMarked;
