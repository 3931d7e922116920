/**
 * What runs inside javac, stage by stage with immutable values between: {@code read} what a class
 * says, {@code check} it into a network and its plan, {@code write} Java and C; {@code report}
 * holds all that is said about mistakes.
 */
@NullMarked
package io.github.trec4j.processor;

import org.jspecify.annotations.NullMarked;
