/**
 * What runs inside javac, stage by stage with immutable values between: {@code read} what a class
 * says, {@code check} it, by what {@code define} says of each annotation, into a network and its
 * {@code plan}, {@code write} Java and C; {@code report} holds all that is said about mistakes.
 */
@NullMarked
package io.github.trec4j.processor;

import org.jspecify.annotations.NullMarked;
