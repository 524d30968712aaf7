package io.headjack;

/**
 * What a program did that was run by {@link ExecRequest#run()}.
 *
 * @param exit how it ended
 * @param stdout what it printed, decoded as UTF-8, empty if it was sent elsewhere
 * @param stderr what it printed as errors, likewise
 */
public record ExecResult(ExitStatus exit, String stdout, String stderr) {}
