@NullMarked
package io.github.trec4j.processor.check;

import org.jspecify.annotations.NullMarked;
