package io.headjack.internal.process;

/**
 * How a program ended.
 *
 * @param exitCode its exit code
 * @param errors the beginning of its standard error
 */
public record ProcessResult(int exitCode, String errors) {}
